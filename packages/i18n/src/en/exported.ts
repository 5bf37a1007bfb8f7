/** Texts inside of exported files. */
export const exported = {
  yes: "yes",
  no: "no",
  filter: "Filter: {{filter}}",
  unfiltered: "No filter",
  about: "Made on {{at}} · {{rows}} rows",
  page: "Page {{page}} of {{pages}}",
} as const;
