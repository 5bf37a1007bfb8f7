import type { WorkflowSpecInput } from "@gloria/contracts";
import { standardSla } from "./standard-sla.ts";

/** Transfers: the approval itself makes the new assignment, from its date. */
export const mutasi: WorkflowSpecInput = {
  schema: 1,
  key: "mutasi",
  name: { id: "Mutasi", en: "Transfer" },
  subject: "transfer",
  fields: {
    person: { type: "person", label: { id: "Karyawan", en: "Employee" }, required: true },
    school: { type: "school", label: { id: "Ke sekolah", en: "To the school" }, required: true },
    position: { type: "text", label: { id: "Kode jabatan", en: "Code of the position" }, required: true, max: 64 },
    from: { type: "date", label: { id: "Mulai", en: "From" }, required: true },
    decree: { type: "text", label: { id: "Nomor SK", en: "Number of the decree" }, required: true, max: 100 },
    reason: { type: "text", label: { id: "Alasan", en: "Reason" }, required: true, max: 1000 },
  },
  start: "karyawan",
  onePerSubject: true,
  withdrawUntil: ["tetapkan"],
  steps: {
    karyawan: {
      type: "approval",
      name: { id: "Karyawan bersedia", en: "The employee agrees" },
      assign: [{ by: "field", id: "person" }],
      strategy: { kind: "ALL" },
      selfApproval: "ALLOW",
      sla: standardSla,
      on: { APPROVED: "sdm", REJECTED: "endRejected" },
    },
    sdm: {
      type: "approval",
      name: { id: "Kepala SDM", en: "Head of human resources" },
      assign: [{ by: "position", id: "KA_SDM" }],
      strategy: { kind: "ANY" },
      distinctFrom: ["karyawan"],
      sla: standardSla,
      on: { APPROVED: "ketua", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    ketua: {
      type: "approval",
      name: { id: "Ketua Pengurus", en: "Chair of the board" },
      assign: [{ by: "position", id: "KETUA_PENGURUS" }],
      strategy: { kind: "ANY" },
      definitiveOnly: true,
      distinctFrom: ["karyawan", "sdm"],
      sla: standardSla,
      on: { APPROVED: "tetapkan", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    tetapkan: {
      type: "action",
      name: { id: "Buat penugasan", en: "Make the assignment" },
      use: "assignment.create",
      with: {
        userId: { cel: "request.person" },
        schoolId: { cel: "request.school" },
        position: { cel: "request.position" },
        from: { cel: "request.from" },
        decreeNumber: { cel: "request.decree" },
      },
      next: "kabar",
    },
    kabar: {
      type: "notification",
      name: { id: "Kabari karyawan", en: "Tell the employee" },
      template: "workflow.notice",
      to: ["@field:person", { by: "position", id: "KA_SDM" }],
      next: "endApproved",
    },
  },
};
