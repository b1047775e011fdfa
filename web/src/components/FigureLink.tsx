import { Link } from '@tanstack/react-router';
import type { Figure } from '@/api/types';
import { searchOf } from './figure';

interface FigureLinkProps {
  figure: Figure;
  /** What is counted, for who hears the number alone. */
  label?: string;
  /** Says more than the number can, when one rests on it. */
  title?: string;
}

/** A number that opens the tickets behind it; nothing opens nothing. */
export function FigureLink({ figure, label, title }: FigureLinkProps) {
  const words = figure.count.toLocaleString('en');
  if (figure.count === 0) return <span>{words}</span>;
  return (
    <Link to="/tickets" search={searchOf(figure)} aria-label={label && `${label}: ${words}`} title={title}>
      {words}
    </Link>
  );
}
