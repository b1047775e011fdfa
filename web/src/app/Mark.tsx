/** The mark: a star with an orbit. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path
        d="M15 6.5c.8 4.6 2.9 6.7 7.5 7.5-4.6.8-6.7 2.9-7.5 7.5-.8-4.6-2.9-6.7-7.5-7.5 4.6-.8 6.7-2.9 7.5-7.5z"
        fill="var(--xf-primary)"
      />
      <path
        d="M26.5 12.5C27 19.5 20 26.5 9 24.5"
        fill="none"
        stroke="var(--xf-primary)"
        strokeWidth="2"
        strokeLinecap="round"
        opacity=".6"
      />
      <circle cx="26.3" cy="9.5" r="1.8" fill="var(--xf-primary)" />
    </svg>
  );
}
