import { useRef, useState } from 'react';

export interface Selection<Row> {
  /** The chosen rows that are still in the list, in its order. */
  rows: Row[];
  /** All rows that are loaded are chosen. */
  full: boolean;
  /** Beyond those that are loaded, all that the list's filter finds are meant. */
  everything: boolean;
  has: (row: Row) => boolean;
  /** Chooses a row or lets it go; with range, all from the last one that was chosen to this one. */
  toggle: (row: Row, range?: boolean) => void;
  /** Chooses all rows that are loaded, or none where all were chosen. */
  toggleAll: () => void;
  takeEverything: () => void;
  /** Lets go of all. */
  drop: () => void;
}

/** Which rows of a list are chosen for an action on several. Rows are told apart by id, so a refreshed list keeps them. */
export function useSelection<Row extends { id: string }>(list: Row[]): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const anchor = useRef<string>(undefined);
  const rows = list.filter((row) => ids.has(row.id));
  const full = list.length > 0 && rows.length === list.length;
  const set = (next: ReadonlySet<string>) => {
    setIds(next);
    setEverything(false);
  };
  return {
    rows,
    full,
    everything: everything && full,
    has: (row) => ids.has(row.id),
    toggle: (row, range = false) => {
      const next = new Set(ids);
      const from = list.findIndex(({ id }) => id === anchor.current);
      const to = list.findIndex(({ id }) => id === row.id);
      if (range && from >= 0 && to >= 0) {
        for (const { id } of list.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(id);
      } else if (!next.delete(row.id)) next.add(row.id);
      anchor.current = row.id;
      set(next);
    },
    toggleAll: () => set(new Set(full ? [] : list.map((row) => row.id))),
    takeEverything: () => setEverything(true),
    drop: () => set(new Set()),
  };
}
