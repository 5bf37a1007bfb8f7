import type { WorkflowSpecInput } from "@gloria/contracts";
import { standardSla } from "./standard-sla.ts";

/** School trips: not before all parents have agreed. */
export const karyawisata: WorkflowSpecInput = {
  schema: 1,
  key: "karyawisata",
  name: { id: "Karyawisata", en: "School trip" },
  subject: "school_trip",
  fields: {
    destination: { type: "text", label: { id: "Tujuan", en: "Destination" }, required: true, max: 200 },
    outOfTown: { type: "boolean", label: { id: "Ke luar kota", en: "Out of town" } },
    period: { type: "dateRange", label: { id: "Tanggal", en: "Dates" }, required: true },
    pupils: { type: "double", label: { id: "Jumlah siswa", en: "Pupils" }, required: true, min: 1, max: 2000 },
    consentPercent: {
      type: "double",
      label: { id: "Persetujuan orang tua (%)", en: "Parents who have agreed (%)" },
      required: true,
      min: 0,
      max: 100,
    },
    cost: { type: "money", label: { id: "Biaya", en: "Cost" }, required: true, min: 0 },
    homeroom: { type: "person", label: { id: "Wali kelas", en: "Homeroom teacher" }, required: true },
  },
  start: "wali",
  withdrawUntil: ["kabar"],
  steps: {
    wali: {
      type: "approval",
      name: { id: "Wali Kelas", en: "Homeroom teacher" },
      assign: [{ by: "field", id: "homeroom" }],
      strategy: { kind: "ANY" },
      sla: standardSla,
      on: { APPROVED: "wakil", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    wakil: {
      type: "approval",
      name: { id: "Wakil Kesiswaan dan Kurikulum", en: "Vice principals for pupils and curriculum" },
      assign: [
        { by: "position", id: "WAKASIS" },
        { by: "position", id: "WAKUR" },
      ],
      strategy: { kind: "ALL" },
      onEmpty: "FALLBACK",
      fallback: { by: "position", id: "KEPSEK" },
      sla: standardSla,
      on: { APPROVED: "bendahara", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    bendahara: {
      type: "approval",
      name: { id: "Bendahara Sekolah", en: "School treasurer" },
      assign: [{ by: "position", id: "BEND" }],
      strategy: { kind: "ANY" },
      onEmpty: "FALLBACK",
      fallback: { by: "position", id: "KA_KEUANGAN" },
      sla: standardSla,
      on: { APPROVED: "izin", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    izin: {
      type: "condition",
      name: { id: "Semua orang tua setuju", en: "All parents have agreed" },
      cases: [{ when: "request.consentPercent >= 100", to: "kepala" }],
      else: "tungguIzin",
    },
    tungguIzin: {
      type: "wait",
      name: { id: "Menunggu persetujuan orang tua", en: "Waits for the parents" },
      for: [
        { message: "consentComplete", to: "kepala" },
        { until: { cel: "addDays(request.period.from, -1)" }, to: "endRejected" },
      ],
    },
    kepala: {
      type: "approval",
      name: { id: "Kepala Sekolah", en: "Principal" },
      assign: [{ by: "position", id: "KEPSEK" }],
      strategy: { kind: "ANY" },
      sla: standardSla,
      on: { APPROVED: "luarKota", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    luarKota: {
      type: "condition",
      name: { id: "Ke luar kota", en: "Out of town" },
      cases: [{ when: "request.outOfTown", to: "ketua" }],
      else: "kabar",
    },
    ketua: {
      type: "approval",
      name: { id: "Ketua Pengurus", en: "Chair of the board" },
      assign: [{ by: "position", id: "KETUA_PENGURUS" }],
      strategy: { kind: "ANY" },
      sla: standardSla,
      on: { APPROVED: "kabar", REJECTED: "endRejected", RETURNED: "@requester" },
    },
    kabar: {
      type: "notification",
      name: { id: "Kabari wali kelas", en: "Tell the homeroom teacher" },
      template: "workflow.notice",
      to: ["@field:homeroom"],
      next: "endApproved",
    },
  },
};
