import type { Notice } from '@/api/types';

/** Where a notice leads: to its ticket, to all that one was given, or to what is wrong with the house itself. */
export function placeOf({ kind, ticketId, number, data }: Notice, me: string) {
  if (kind === 'breakglass.used') return { to: '/settings/staff' } as const;
  if (kind === 'syslog.stuck') return { to: '/' } as const; // mended on the machine
  if (kind.startsWith('duty.')) {
    const view = kind === 'duty.handover' ? 'handover' : 'mine';
    return { to: '/duty', search: { view } } as const;
  }
  if (kind.startsWith('care.'))
    return { to: '/customers/$id', params: { id: String(data?.customerId ?? '') } } as const;
  if (ticketId === null) return { to: '/settings/outgoing', search: { state: 'waiting' } } as const;
  return kind === 'work.given' && data?.count !== 1
    ? ({ to: '/tickets', search: { status: 'active', holder: me } } as const)
    : ({ to: '/tickets/$id', params: { id: number } } as const);
}
