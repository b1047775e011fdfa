import type { TicketFilter } from '@/api/tickets';
import type { Figure, Overview } from '@/api/types';

/** The figures that have a list of tickets behind them. */
export interface TicketFigures {
  open: Figure;
  openLate: Figure;
  filed: Figure;
  late: Figure;
  complaints: Figure;
  openComplaints: Figure;
  reopened: Figure;
}

/** Each figure with the filter that lists exactly what it counts. */
export function ticketFigures({
  customer,
  figures,
  since,
}: Pick<Overview, 'figures' | 'since'> & { customer: { id: string } }): TicketFigures {
  const of = (count: number, filter: TicketFilter): Figure => ({
    count,
    query: new URLSearchParams({ customer: customer.id, ...filter } as Record<string, string>).toString(),
  });
  const filed = { createdFrom: since };
  const active = { status: 'active' };
  return {
    open: of(figures.open, active),
    openLate: of(figures.openLate, { ...active, late: 'breached' }),
    filed: of(figures.filed, filed),
    late: of(figures.late, { ...filed, late: 'breached' }),
    complaints: of(figures.complaints, { ...filed, kind: 'complaint' }),
    openComplaints: of(figures.openComplaints, { ...active, kind: 'complaint' }),
    reopened: of(figures.reopened, { ...filed, reopened: '1' }),
  };
}

/** How many of the promises were kept, in percent; undefined where none has come to its end. */
export function keptPercent({ promisesKept, promisesBroken }: Overview['figures']): number | undefined {
  const all = promisesKept + promisesBroken;
  if (all === 0) return undefined;
  // One broken promise among thousands is not a hundred percent.
  return promisesBroken > 0 ? Math.min(99, Math.round((100 * promisesKept) / all)) : 100;
}
