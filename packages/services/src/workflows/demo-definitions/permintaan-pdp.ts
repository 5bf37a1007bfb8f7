import type { WorkflowSpecInput } from "@gloria/contracts";

/** Requests about one's own data: answered within 72 hours of the clock, as the law has it. */
export const permintaanPdp: WorkflowSpecInput = {
  schema: 1,
  key: "permintaan-pdp",
  name: { id: "Permintaan data pribadi", en: "Request about personal data" },
  subject: "data_subject_request",
  fields: {
    kind: {
      type: "choice",
      label: { id: "Permintaan", en: "Request" },
      required: true,
      options: [
        { value: "access", label: { id: "Melihat data saya", en: "See my data" } },
        { value: "correction", label: { id: "Memperbaiki data saya", en: "Correct my data" } },
        { value: "erasure", label: { id: "Menghapus data saya", en: "Erase my data" } },
        { value: "objection", label: { id: "Menolak pemrosesan", en: "Object to the processing" } },
      ],
    },
    details: { type: "text", label: { id: "Penjelasan", en: "Details" }, required: true, max: 2000 },
    identity: { type: "file", label: { id: "Bukti identitas", en: "Proof of identity" }, required: true },
  },
  start: "periksa",
  steps: {
    periksa: {
      type: "approval",
      name: { id: "Petugas PDP memeriksa", en: "The privacy officer checks" },
      assign: [{ by: "position", id: "PDP" }],
      strategy: { kind: "ANY" },
      sla: {
        remind: ["PT12H"],
        due: "PT24H",
        escalate: [{ after: "PT24H", do: "addApprover", to: { by: "position", id: "SEKRETARIS" } }],
      },
      on: { APPROVED: "kumpulkan", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    kumpulkan: {
      type: "approval",
      name: { id: "SDM dan TI menyiapkan", en: "Human resources and IT prepare it" },
      assign: [
        { by: "position", id: "KA_SDM" },
        { by: "position", id: "KA_TI" },
      ],
      strategy: { kind: "ALL" },
      sla: {
        remind: ["PT24H"],
        due: "PT36H",
        escalate: [{ after: "PT36H", do: "addApprover", to: { by: "position", id: "KETUA_PENGURUS" } }],
      },
      on: { APPROVED: "serahkan", REJECTED: "periksa" },
    },
    serahkan: {
      type: "approval",
      name: { id: "Petugas PDP menyerahkan", en: "The privacy officer hands it over" },
      assign: [{ by: "position", id: "PDP" }],
      strategy: { kind: "ANY" },
      sla: {
        remind: ["PT6H"],
        due: "PT12H",
        escalate: [{ after: "PT12H", do: "addApprover", to: { by: "position", id: "SEKRETARIS" } }],
      },
      on: { APPROVED: "kabar", REJECTED: "kumpulkan" },
    },
    kabar: {
      type: "notification",
      name: { id: "Kabari pemohon", en: "Tell the requester" },
      template: "workflow.notice",
      to: ["@requester"],
      next: "endApproved",
    },
  },
};
