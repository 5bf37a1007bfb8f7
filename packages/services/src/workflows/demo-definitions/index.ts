import type { WorkflowSpecInput } from "@gloria/contracts";
import { cuti } from "./cuti.ts";
import { karyawisata } from "./karyawisata.ts";
import { mutasi } from "./mutasi.ts";
import { pengadaan } from "./pengadaan.ts";
import { permintaanPdp } from "./permintaan-pdp.ts";
import { rab } from "./rab.ts";
import { reimbursement } from "./reimbursement.ts";
import { suratTugas } from "./surat-tugas.ts";

/** The workflows of the demo foundation. They name its positions, and the actions and templates of Gloria. */
export const demoDefinitions: readonly WorkflowSpecInput[] = [
  cuti,
  pengadaan,
  rab,
  reimbursement,
  karyawisata,
  suratTugas,
  mutasi,
  permintaanPdp,
];
