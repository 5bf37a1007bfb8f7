/** Texts inside of exported files. */
export const exported = {
  yes: "ya",
  no: "tidak",
  filter: "Saringan: {{filter}}",
  unfiltered: "Tanpa saringan",
  about: "Dibuat {{at}} · {{rows}} baris",
  page: "Halaman {{page}} dari {{pages}}",
} as const;
