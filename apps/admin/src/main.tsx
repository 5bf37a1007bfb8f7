import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "./lib/i18n.ts";
import { queryClient } from "./lib/query-client.ts";
import { router } from "./router.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await startI18n();

// Chosen when the app is built: without the key no line of Clerk is in the bundle.
const SignInFrame = CLERK_PUBLISHABLE_KEY ? (await import("./features/sign-in/clerk-frame.tsx")).ClerkFrame : null;
const app = <RouterProvider router={router} />;

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      {SignInFrame ? <SignInFrame>{app}</SignInFrame> : app}
    </QueryClientProvider>
  </StrictMode>,
);
