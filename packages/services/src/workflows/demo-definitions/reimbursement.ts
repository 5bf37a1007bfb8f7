import type { WorkflowSpecInput } from "@gloria/contracts";
import { standardSla } from "./standard-sla.ts";

/** Money laid out: small sums by either treasurer, larger ones further up as well. */
export const reimbursement: WorkflowSpecInput = {
  schema: 1,
  key: "reimbursement",
  name: { id: "Penggantian biaya", en: "Reimbursement" },
  subject: "reimbursement",
  fields: {
    amount: { type: "money", label: { id: "Jumlah", en: "Amount" }, required: true, min: 1 },
    spentOn: { type: "date", label: { id: "Tanggal", en: "Date" }, required: true },
    purpose: { type: "text", label: { id: "Keperluan", en: "Purpose" }, required: true, max: 500 },
    receipt: { type: "file", label: { id: "Bukti", en: "Receipt" }, required: true },
  },
  start: "bendahara",
  steps: {
    bendahara: {
      type: "approval",
      name: { id: "Salah satu bendahara", en: "Either treasurer" },
      assign: [
        { by: "position", id: "BEND" },
        { by: "position", id: "BEND_YAYASAN" },
      ],
      strategy: { kind: "ANY" },
      sla: standardSla,
      on: { APPROVED: "sedang", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    sedang: {
      type: "condition",
      name: { id: "Di atas 500 ribu", en: "Above 500 thousand" },
      cases: [{ when: "request.amount > 500000", to: "kepala" }],
      else: "endApproved",
    },
    kepala: {
      type: "approval",
      name: { id: "Kepala Sekolah", en: "Principal" },
      assign: [{ by: "position", id: "KEPSEK" }],
      strategy: { kind: "ANY" },
      distinctFrom: ["bendahara"],
      sla: standardSla,
      on: { APPROVED: "besar", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    besar: {
      type: "condition",
      name: { id: "Di atas 5 juta", en: "Above 5 million" },
      cases: [{ when: "request.amount > 5000000", to: "keuangan" }],
      else: "endApproved",
    },
    keuangan: {
      type: "approval",
      name: { id: "Kepala Keuangan", en: "Head of finance" },
      assign: [{ by: "position", id: "KA_KEUANGAN" }],
      strategy: { kind: "ANY" },
      distinctFrom: ["bendahara", "kepala"],
      sla: standardSla,
      on: { APPROVED: "endApproved", REJECTED: "endRejected", RETURNED: "@requester" },
    },
  },
};
