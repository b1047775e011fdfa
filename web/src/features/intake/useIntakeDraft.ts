import { useCallback, useMemo, useRef, useState } from 'react';
import type { KeptText } from '@/components/drafts/DraftKeeper';
import { useKeptDraft } from '@/components/drafts/useKeptDraft';
import { newKey } from '@/components/newKey';
import { dropDraft, keepDraft, readDraft } from '@/components/useDraft';
import { type Draft, isEmpty, newDraft } from './draft';

/** Which draft this window is at; a new window goes on with the last one on this device. */
const pointer = (staffId: string) => `intake.current.${staffId}`;

/** The key of the draft that is to be gone on with, or of a new one. */
export function currentKey(staffId: string): string {
  return sessionStorage.getItem(pointer(staffId)) ?? readDraft<string>(pointer(staffId)) ?? newKey();
}

/** Remembers which draft this window is at; nothing: the next one is new. */
export function rememberKey(staffId: string, key: string | undefined): void {
  if (key === undefined) {
    sessionStorage.removeItem(pointer(staffId));
    dropDraft(pointer(staffId));
    return;
  }
  sessionStorage.setItem(pointer(staffId), key);
  keepDraft(pointer(staffId), key);
}

/** A draft as it was kept; what an older console did not know is as in a new one. What cannot be read counts as new. */
export function parseDraft(text: string, key: string): Draft {
  const start = { ...newDraft(), key };
  try {
    return text === '' ? start : { ...start, ...(JSON.parse(text) as Partial<Draft>) };
  } catch {
    return start;
  }
}

export interface Drafting {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** When the draft that was found was last changed, as milliseconds; 0 when there was none. */
  foundAt: number;
  savedAt: string | undefined;
  isUnsaved: boolean;
  /** What another window has made of the same draft. */
  theirs: { draft: Draft; at: string } | undefined;
  /** Goes on with one of the two. */
  choose: (draft: Draft) => void;
  /** Saves nothing more until it is filed or not. */
  hold: () => Promise<void>;
  release: () => void;
  /** Forgets it, on this device and on the server. */
  drop: () => void;
}

/** A draft of a person's new ticket, kept on this device and on the server at every pause. */
export function useIntakeDraft(key: string, known?: KeptText): Drafting {
  const [state, keeper] = useKeptDraft('intake', key, known);
  const draft = useMemo(() => parseDraft(state.text, key), [state.text, key]);
  const [foundAt] = useState(() => (isEmpty(draft) ? 0 : draft.changedAt));
  const latest = useRef(draft);
  latest.current = draft;

  const change = useCallback(
    (part: Partial<Draft>) => {
      latest.current = { ...latest.current, ...part, changedAt: Date.now() };
      keeper.set(JSON.stringify(latest.current));
    },
    [keeper],
  );
  return {
    draft,
    change,
    foundAt,
    savedAt: state.savedAt,
    isUnsaved: state.isUnsaved,
    theirs: state.theirs && { draft: parseDraft(state.theirs.data, key), at: state.theirs.updatedAt },
    choose: (chosen) => keeper.choose(JSON.stringify(chosen)),
    hold: () => keeper.hold(),
    release: () => keeper.release(),
    drop: () => void keeper.discard(),
  };
}

/** Puts a draft aside under a key of its own, to be gone on with there. */
export function setAside(staffId: string, draft: Draft): string {
  const key = newKey();
  keepDraft(`${staffId}.intake.${key}`, { text: JSON.stringify({ ...draft, key }), base: 0, dirty: true });
  return key;
}
