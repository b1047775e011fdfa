import type { ReplayPiece } from '@/api/types';

/** All pieces of one sort together, in minutes. */
export interface Part {
  kind: ReplayPiece['kind'];
  reason: string;
  minutes: number;
}

/** How long a piece lasted, in minutes. */
export function minutesOf(piece: ReplayPiece): number {
  return (Date.parse(piece.to) - Date.parse(piece.from)) / 60_000;
}

/** The pieces of a promise's life summed by what happened, in the order in which it first happened. */
export function partsOf(pieces: ReplayPiece[]): Part[] {
  const parts: Part[] = [];
  for (const piece of pieces) {
    const known = parts.find((p) => p.kind === piece.kind && p.reason === piece.reason);
    if (known) known.minutes += minutesOf(piece);
    else parts.push({ kind: piece.kind, reason: piece.reason, minutes: minutesOf(piece) });
  }
  return parts;
}

/** The time from the first piece's beginning to the last one's end, in minutes: what the parts add up to. */
export function wholeOf(pieces: ReplayPiece[]): number {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return first && last ? (Date.parse(last.to) - Date.parse(first.from)) / 60_000 : 0;
}

/** Each piece's share of the strip in percent; together 100. */
export function sharesOf(pieces: ReplayPiece[]): number[] {
  const all = pieces.reduce((sum, piece) => sum + minutesOf(piece), 0);
  return pieces.map((piece) => (all === 0 ? 100 / pieces.length : (minutesOf(piece) / all) * 100));
}
