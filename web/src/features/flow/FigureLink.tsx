import { Link } from '@tanstack/react-router';
import { type Figure, searchOf } from './flow';

/** A number that opens the tickets behind it. */
export function FigureLink({ figure, label }: { figure: Figure; label?: string }) {
  return (
    <Link to="/tickets" search={searchOf(figure)} aria-label={label && `${label}: ${figure.count}`}>
      {figure.count.toLocaleString('en')}
    </Link>
  );
}
