import { post } from '@/api/client';

/** A masked field: what has it, and how it is called there. */
export interface Hidden {
  of: 'customer' | 'contact' | 'ticket' | 'evidence';
  id: string;
  field: string;
}

/** Why somebody wants to see it. */
export const reasons = ['callback', 'visit', 'verify', 'dispute', 'authority', 'other'] as const;

export interface Why {
  why: (typeof reasons)[number];
  words: string;
}

/** Shows one masked field; the audit log says who saw it and why. */
export const reveal = (hidden: Hidden, why: Why) => post<{ value: string }>('/reveal', { ...hidden, ...why });
