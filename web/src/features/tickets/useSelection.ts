import { useCallback, useState } from 'react';

export interface Selection<Row> {
  /** The chosen rows that are still in the list, in its order. */
  rows: Row[];
  has: (row: Row) => boolean;
  toggle: (row: Row) => void;
  /** Chooses all rows that are loaded, or none where all were chosen. */
  toggleAll: () => void;
  /** Lets go of some rows, or of all. */
  drop: (rows?: Row[]) => void;
}

/** Which rows of a list are chosen for an action on several. Rows are told apart by id, so a refreshed list keeps them. */
export function useSelection<Row extends { id: string }>(list: Row[]): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const rows = list.filter((row) => ids.has(row.id));
  const toggle = useCallback((row: Row) => {
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(row.id)) next.add(row.id);
      return next;
    });
  }, []);
  return {
    rows,
    has: (row) => ids.has(row.id),
    toggle,
    toggleAll: () => setIds(new Set(rows.length === list.length ? [] : list.map((row) => row.id))),
    drop: (dropped) => setIds((before) => new Set([...before].filter((id) => dropped?.every((row) => row.id !== id)))),
  };
}
