/** The mark: a ring that opens towards a point of ochre. */
export function Brand({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <path
        d="M21.6 11.6A9 9 0 1 0 23.5 17h-8"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="25.2" cy="7" r="3" fill="var(--nav-mark)" />
    </svg>
  );
}
