import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { get, put, remove } from '@/api/client';
import { useLiveChanges } from '@/api/live';
import { useMe } from '@/api/session';
import type { KeptDraft } from '@/api/types';
import { DraftKeeper, type DraftServer, type DraftState, type KeptText } from './DraftKeeper';

export type DraftKind = KeptDraft['kind'];

function serverOf(kind: DraftKind, thing: string): DraftServer {
  const path = `/drafts/${kind}/${thing}`;
  return {
    load: () => get<KeptDraft>(path),
    save: (data, version) => put<KeptDraft>(path, { data, version }),
    drop: () => remove(path),
  };
}

/** My draft of a reply or note to a ticket, or of a new ticket, kept on this device and on the server. */
export function useKeptDraft(kind: DraftKind, thing: string, known?: KeptText): [DraftState, DraftKeeper] {
  const { id } = useMe();
  // What is known beforehand only serves the first look.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const keeper = useMemo(
    () => new DraftKeeper(`${id}.${kind}.${thing}`, serverOf(kind, thing), known),
    [id, kind, thing],
  );
  useEffect(() => keeper.open(), [keeper]);
  useLiveChanges((change) => {
    if (change.kind === 'draft' && change.id === `${kind}/${thing}`) void keeper.look();
  });
  return [useSyncExternalStore(keeper.subscribe, keeper.read), keeper];
}
