import type { WorkflowSpecInput } from "@gloria/contracts";
import { standardSla } from "./standard-sla.ts";

/** The yearly budget of a school; whoever holds a seat for a time only does not decide it. */
export const rab: WorkflowSpecInput = {
  schema: 1,
  key: "rab",
  name: { id: "RAB sekolah", en: "School budget" },
  subject: "school_budget",
  fields: {
    year: { type: "text", label: { id: "Tahun ajaran", en: "School year" }, required: true, min: 4, max: 9 },
    amount: { type: "money", label: { id: "Jumlah anggaran", en: "Amount" }, required: true, min: 1 },
    plan: { type: "file", label: { id: "Rincian", en: "Plan" }, required: true },
  },
  start: "wakil",
  onePerSubject: true,
  maxRevisions: 6,
  withdrawUntil: ["pengurus"],
  steps: {
    wakil: {
      type: "approval",
      name: { id: "Keempat Wakil Kepala", en: "All four vice principals" },
      assign: [
        { by: "position", id: "WAKUR" },
        { by: "position", id: "WAKASIS" },
        { by: "position", id: "WASAR" },
        { by: "position", id: "WAHUM" },
      ],
      strategy: { kind: "ALL" },
      onEmpty: "FALLBACK",
      fallback: { by: "position", id: "KEPSEK" },
      sla: standardSla,
      on: { APPROVED: "bendahara", REJECTED: "@requester", RETURNED: "@requester" },
    },
    bendahara: {
      type: "approval",
      name: { id: "Bendahara Sekolah", en: "School treasurer" },
      assign: [{ by: "position", id: "BEND" }],
      strategy: { kind: "ANY" },
      onEmpty: "FALLBACK",
      fallback: { by: "position", id: "KEPSEK" },
      sla: standardSla,
      on: { APPROVED: "kepala", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    kepala: {
      type: "approval",
      name: { id: "Kepala Sekolah", en: "Principal" },
      assign: [{ by: "position", id: "KEPSEK" }],
      strategy: { kind: "ANY" },
      definitiveOnly: true,
      sla: standardSla,
      on: { APPROVED: "keuangan", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    keuangan: {
      type: "approval",
      name: { id: "Kepala Keuangan", en: "Head of finance" },
      assign: [{ by: "position", id: "KA_KEUANGAN" }],
      strategy: { kind: "ANY" },
      definitiveOnly: true,
      sla: standardSla,
      on: { APPROVED: "pengurus", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    pengurus: {
      type: "approval",
      name: { id: "Pengurus", en: "The board" },
      assign: [
        { by: "position", id: "KETUA_PENGURUS", weight: 3 },
        { by: "position", id: "BEND_YAYASAN", weight: 2 },
        { by: "position", id: "SEKRETARIS", weight: 1 },
      ],
      strategy: { kind: "WEIGHTED", points: 4 },
      definitiveOnly: true,
      sla: standardSla,
      on: { APPROVED: "endApproved", REJECTED: "endRejected", RETURNED: "@requester" },
    },
  },
};
