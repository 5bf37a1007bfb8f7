import { expect, it } from "vitest";
import { readInvitees } from "./read-invitees.ts";

it("reads names with an e-mail, a NIP or both, parted by semicolons or tabs", () => {
  const text = "Sri Wahyuni; sri@sekolah.example\r\n\nBudi\t198501\nDewi;dewi@sekolah.example;198502\n";
  expect(readInvitees(text, null)).toEqual({
    people: [
      { line: 1, invitee: { name: "Sri Wahyuni", email: "sri@sekolah.example" } },
      { line: 3, invitee: { name: "Budi", nip: "198501" } },
      { line: 4, invitee: { name: "Dewi", email: "dewi@sekolah.example", nip: "198502" } },
    ],
    problems: [],
  });
});

it("names the lines that it does not understand", () => {
  expect(readInvitees("Sri\n; sri@sekolah.example\nBudi; 1; 2\nDewi; d@x.example; e@x.example", null)).toEqual({
    people: [],
    problems: [1, 2, 3, 4],
  });
});

it("puts new people into the chosen school", () => {
  const [first] = readInvitees("Sri; 1", "01980000-0000-7000-8000-000000000001").people;
  expect(first?.invitee).toMatchObject({ homeSchoolId: "01980000-0000-7000-8000-000000000001" });
});
