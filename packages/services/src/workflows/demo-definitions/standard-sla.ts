/** Reminded after one working day, late after two; after three the line above is asked as well. */
export const standardSla = {
  remind: ["PT8BH"],
  due: "PT16BH",
  escalate: [
    {
      after: "PT24BH" as const,
      do: "addApprover" as const,
      to: { by: "managerChain" as const, of: "@requester" as const, levels: 2 },
    },
  ],
};
