import { useCallback, useMemo, useRef, useState } from 'react';
import { readDraft, useDraft } from '@/components/useDraft';
import { type Draft, isEmpty, newDraft } from './draft';

export interface Drafting {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Forgets what was kept on this device. */
  drop: () => void;
  /** When the draft that was found here was last changed, as milliseconds; 0 when there was none. */
  foundAt: number;
}

/** The draft of a person's next ticket. It is kept on this device at every pause and comes back after a reload. */
export function useIntakeDraft(staffId: string): Drafting {
  const key = `intake.${staffId}`;
  const start = useMemo(newDraft, []);
  const [foundAt] = useState(() => {
    const kept = readDraft<Partial<Draft>>(key);
    return kept === undefined || isEmpty({ ...start, ...kept }) ? 0 : (kept.changedAt ?? 0);
  });
  const [kept, keep, drop] = useDraft<Draft>(key, start);
  const draft = useMemo(() => ({ ...start, ...kept }), [start, kept]); // a draft of an older console may lack parts
  const latest = useRef(draft);
  latest.current = draft;

  const change = useCallback(
    (part: Partial<Draft>) => {
      latest.current = { ...latest.current, ...part, changedAt: Date.now() };
      keep(latest.current);
    },
    [keep],
  );
  return { draft, change, drop, foundAt };
}
