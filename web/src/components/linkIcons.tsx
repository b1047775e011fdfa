import type { ReactNode } from 'react';
import type { Code } from '@/api/types';

// Drawn on a 24 × 24 grid in strokes of one width, so that they read at 16 px and in grey print.
const drawings: Record<Code, ReactNode> = {
  terminal: (
    <>
      <rect x="7" y="7" width="10" height="14" rx="2" />
      <path d="M15 7V2M10 11h4M10 17h.01M14 17h.01" />
    </>
  ),
  antenna: (
    <>
      <path d="M4 5a11 11 0 0 0 13 13L4 5ZM10.5 11.5 16 6M11 20l-2 2M13 18v4" />
      <circle cx="17" cy="5" r="1.5" />
    </>
  ),
  sim: (
    <>
      <path d="M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z" />
      <path d="M9 12h6v5H9zM12 12v5" />
    </>
  ),
  space: (
    <>
      <path d="m9 9 3-3 6 6-3 3zM4 8l4-4 3 3-4 4zM13 17l4-4 3 3-4 4z" />
      <path d="M5 15a5 5 0 0 0 4 4M9 15a1 1 0 0 1-1-1" />
    </>
  ),
  relay: (
    <>
      <circle cx="12" cy="12" r="3" />
      <path d="M3 12a9 9 0 0 1 9-9M21 12a9 9 0 0 1-9 9M7 12a5 5 0 0 1 5-5M17 12a5 5 0 0 1-5 5" />
    </>
  ),
  gateway: (
    <>
      <path d="M5 4a12 12 0 0 0 15 15M5 4l15 15M12.5 11.5 18 6M9 15l-4 6h10" />
    </>
  ),
  core: (
    <>
      <circle cx="12" cy="12" r="2.5" />
      <circle cx="12" cy="4" r="1.7" />
      <circle cx="5" cy="18" r="1.7" />
      <circle cx="19" cy="18" r="1.7" />
      <path d="M12 6v3.5M10 14l-3.5 3M14 14l3.5 3" />
    </>
  ),
  terrestrial: (
    <>
      <path d="M3 18h18M5 18V8M12 18V5M19 18V9M5 9c2 3 5 3 7 0M12 8c2 3 5 3 7 2" />
    </>
  ),
  processing: (
    <>
      <rect x="6" y="6" width="12" height="12" rx="2" />
      <path d="M9 2v4M15 2v4M9 18v4M15 18v4M2 9h4M2 15h4M18 9h4M18 15h4M10 12h4" />
    </>
  ),
  platform: (
    <>
      <rect x="4" y="4" width="16" height="6" rx="1.5" />
      <rect x="4" y="14" width="16" height="6" rx="1.5" />
      <path d="M8 7h.01M8 17h.01M12 7h5M12 17h5" />
    </>
  ),
  account: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c1-5 4-7 8-7s7 2 8 7" />
    </>
  ),
};

/** The small drawing of a link; a plain ring for one that has none. */
export function LinkIcon({ link }: { link: Code }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[link] ?? <circle cx="12" cy="12" r="7" />}
    </svg>
  );
}
