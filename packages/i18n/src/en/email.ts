export const email = {
  footerSentBy: "Gloria sent this mail on behalf of {{tenant}}.",
  footerLocal: "Demo environment: this mail is kept in the local outbox only.",
  linkFallback: "If the button does not work, copy this address into your browser:",
  welcomeSubject: "Welcome to {{tenant}}",
  welcomePreview: "Your Gloria account is ready.",
  welcomeHeading: "Welcome, {{name}}",
  welcomeIntro:
    "{{tenant}} has made you an account in Gloria, where the foundation runs its organisation, approvals and notices.",
  welcomeIdentifier: "Sign in with:",
  welcomeButton: "Sign in to Gloria",
  welcomeNotYou: "If you do not know this foundation, ignore this mail or tell its administrator.",
  invitedSubject: "Your invitation to {{tenant}}",
  invitedPreview: "Accept your invitation and start to use Gloria.",
  invitedHeading: "{{name}}, you are invited",
  invitedIntro:
    "{{tenant}} invites you to Gloria, where the foundation runs its organisation, approvals and notices.",
  invitedIdentifier: "From then on you sign in with:",
  invitedButton: "Accept the invitation",
  invitedExpiry: "This invitation holds until {{until}} and can be used once.",
} as const;
