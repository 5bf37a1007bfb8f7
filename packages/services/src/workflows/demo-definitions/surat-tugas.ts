import type { WorkflowSpecInput } from "@gloria/contracts";
import { standardSla } from "./standard-sla.ts";

/** Letters of assignment: two of the school look at it, in either order, before the principal signs. */
export const suratTugas: WorkflowSpecInput = {
  schema: 1,
  key: "surat-tugas",
  name: { id: "Surat tugas", en: "Letter of assignment" },
  subject: "letter_of_assignment",
  fields: {
    person: { type: "person", label: { id: "Yang ditugaskan", en: "Who is sent" }, required: true },
    task: { type: "text", label: { id: "Tugas", en: "Task" }, required: true, max: 500 },
    place: { type: "text", label: { id: "Tempat", en: "Place" }, required: true, max: 200 },
    period: { type: "dateRange", label: { id: "Tanggal", en: "Dates" }, required: true },
    cost: { type: "money", label: { id: "Biaya perjalanan", en: "Travel cost" }, min: 0 },
  },
  start: "periksa",
  steps: {
    periksa: {
      type: "parallel",
      name: { id: "Pemeriksaan", en: "Checks" },
      branches: {
        jadwal: { start: "kurikulum" },
        biaya: { start: "bendahara", when: "request.cost > 0" },
      },
      next: "kepala",
    },
    kurikulum: {
      type: "approval",
      name: { id: "Jadwal aman", en: "The timetable allows it" },
      assign: [{ by: "position", id: "WAKUR" }],
      strategy: { kind: "ANY" },
      onEmpty: "FALLBACK",
      fallback: { by: "position", id: "KEPSEK" },
      sla: standardSla,
      on: { APPROVED: "@join", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    bendahara: {
      type: "approval",
      name: { id: "Biaya tersedia", en: "There is money for it" },
      assign: [{ by: "position", id: "BEND" }],
      strategy: { kind: "ANY" },
      onEmpty: "FALLBACK",
      fallback: { by: "position", id: "KA_KEUANGAN" },
      sla: standardSla,
      on: { APPROVED: "@join", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    kepala: {
      type: "approval",
      name: { id: "Kepala Sekolah menandatangani", en: "The principal signs" },
      assign: [{ by: "position", id: "KEPSEK" }],
      strategy: { kind: "ANY" },
      sla: standardSla,
      on: { APPROVED: "kabar", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    kabar: {
      type: "notification",
      name: { id: "Kabari yang ditugaskan", en: "Tell who is sent" },
      template: "workflow.notice",
      to: ["@field:person", { by: "position", id: "KATU" }],
      next: "endApproved",
    },
  },
};
