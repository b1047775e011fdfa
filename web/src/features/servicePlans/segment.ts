import type { CareSegment } from '@/api/types';

/** The rules of a segment that say something. */
export function given(segment: CareSegment): CareSegment {
  const says = ([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return value.length > 0;
    if (value === null || value === undefined || value === '' || value === 0) return false;
    const often = value as { least?: number | null; days?: number | null };
    return !['tickets', 'complaints', 'broken'].includes(name) || (!!often.least && !!often.days);
  };
  return Object.fromEntries(Object.entries(segment).filter(says)) as CareSegment;
}

/** The rules of a segment by the names of their texts, in the order in which they are shown. */
export const lists = ['kinds', 'tiers', 'units', 'areas', 'products', 'plans'] as const;
export const often = ['tickets', 'complaints', 'broken'] as const;
