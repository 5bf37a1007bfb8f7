/** `VITE_CLERK_PUBLISHABLE_KEY` when the app is built, else empty; a constant, so that what it rules out is left out. */
declare const CLERK_PUBLISHABLE_KEY: string;
