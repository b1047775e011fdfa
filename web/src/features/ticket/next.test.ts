import { describe, expect, it } from 'vitest';
import type { Handoff, HandoffAction, Ticket, TicketAction, TicketStatus } from '@/api/types';
import { nextOf } from './next';

const lawful = <A extends string>(actions: A[]) =>
  Object.fromEntries(actions.map((action) => [action, { ok: true }])) as Record<A, { ok: boolean }>;

const handoff = (status: Handoff['status'], may: HandoffAction[] = [], more: Partial<Handoff> = {}) =>
  ({ id: status, status, may: lawful(may), accept: null, finish: null, endedAt: null, ...more }) as Handoff;

const ticket = (status: TicketStatus, may: TicketAction[], handoffs: Handoff[] = [], kind = 'fault') =>
  ({ status, kind, may: lawful(may), handoffs }) as unknown as Ticket;

const clock = (leftMinutes: number, state = 'running') => ({ state, leftMinutes }) as Handoff['accept'];

describe('the next step', () => {
  it.each<[string, Ticket, ReturnType<typeof nextOf>]>([
    ['a fault that nobody was asked about', ticket('open', ['handoff', 'resolve']), { step: 'handoff' }],
    ['a question', ticket('open', ['handoff', 'resolve'], [], 'consult'), { step: 'resolve' }],
    [
      'a unit has answered',
      ticket('open', ['handoff', 'resolve'], [handoff('finished', [], { endedAt: '2026-11-23T02:00:00Z' })]),
      { step: 'resolve' },
    ],
    [
      'the last answer was a return',
      ticket(
        'open',
        ['handoff', 'resolve'],
        [
          handoff('finished', [], { endedAt: '2026-11-23T02:00:00Z' }),
          handoff('returned', [], { endedAt: '2026-11-23T03:00:00Z' }),
        ],
      ),
      { step: 'handoff' },
    ],
    ['resolved', ticket('resolved', ['callback']), { step: 'callback' }],
    ['confirmed', ticket('confirmed', ['close', 'callback']), { step: 'close' }],
    ['an offer comes before all else', ticket('confirmed', ['close', 'acceptOffer']), { step: 'acceptOffer' }],
    ['closed', ticket('closed', ['note']), undefined],
  ])('%s', (_name, given, wanted) => {
    expect(nextOf(given, 'desk')).toEqual(wanted);
  });

  it('is a handoff of the own unit for who works there: to accept, then to finish', () => {
    const accepted = handoff('accepted', ['finish']);
    const sent = handoff('sent', ['accept', 'finish']);
    expect(nextOf(ticket('handed', ['note'], [accepted, sent]), 'desk')).toEqual({ handoff: sent, action: 'accept' });
    expect(nextOf(ticket('handed', ['note'], [accepted]), 'desk')).toEqual({ handoff: accepted, action: 'finish' });
  });

  it('is the own unit’s handoff before those of others that one may work on', () => {
    const other = handoff('sent', ['accept'], { unitId: 'rf' });
    const own = handoff('accepted', ['finish'], { unitId: 'beam' });
    expect(nextOf(ticket('handed', [], [other, own]), 'beam')).toEqual({ handoff: own, action: 'finish' });
    expect(nextOf(ticket('handed', [], [other, own]), 'rf')).toEqual({ handoff: other, action: 'accept' });
  });

  it('is to urge a unit that is late, where that is lawful', () => {
    const late = handoff('sent', ['urge'], { accept: clock(-5) });
    const early = handoff('accepted', ['urge'], { finish: clock(30) });
    expect(nextOf(ticket('handed', ['reply'], [early, late]), 'desk')).toEqual({ handoff: late, action: 'urge' });
    expect(nextOf(ticket('handed', ['reply'], [early]), 'desk')).toEqual({ step: 'resolve' });
    const waiting = handoff('accepted', ['urge'], { finish: clock(-5, 'paused') });
    expect(nextOf(ticket('handed', ['reply'], [waiting]), 'desk')).toEqual({ step: 'resolve' });
  });

  it('is none for who only reads', () => {
    expect(nextOf(ticket('handed', [], [handoff('sent')]), 'desk')).toBeUndefined();
    expect(nextOf(ticket('resolved', ['note']), 'desk')).toBeUndefined();
  });
});
