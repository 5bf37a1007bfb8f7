export const queue = {
  title: "Queues",
  lead: "The dashboard of background jobs, for operators.",
  body: "The dashboard opens in a new tab with a single-use ticket that lasts 60 seconds. Jobs hold row numbers only, never data.",
  open: "Open the queue dashboard",
  opening: "Asking for a ticket…",
  blocked: "The browser held back the new tab. Allow new windows for this address, then try again.",
  openFromAdmin: "Open the job dashboard from the admin app: System → Queues.",
} as const;
