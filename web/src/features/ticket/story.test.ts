import { describe, expect, it } from 'vitest';
import type { TicketEvent } from '@/api/types';
import { foundAt, linesOf, type Only, passes } from './story';

const event = (kind: string, audience: TicketEvent['audience'] = 'internal', seq = 1): TicketEvent => ({
  id: `${kind}-${seq}`,
  seq,
  at: '2026-11-23T02:00:00Z',
  kind,
  audience,
  actor: { id: null, name: '', unit: '' },
  handoffId: null,
  data: {},
});

/** The kinds on each line; a fold in brackets. */
const read = (kinds: string[], only: Only) =>
  linesOf(
    kinds.map((kind, i) => event(kind, kind === 'reply' ? 'public' : 'internal', i)),
    only,
  ).map((line) => ('event' in line ? line.event.kind : line.folded.map((e) => e.kind)));

describe('the filter', () => {
  it('keeps what is internal out of what the customer sees', () => {
    expect(passes(event('note'), 'customer')).toBe(false);
    expect(passes(event('reply', 'public'), 'customer')).toBe(true);
  });

  it('shows notes as internal and moves as flow', () => {
    expect(passes(event('note'), 'internal')).toBe(true);
    expect(passes(event('note'), 'flow')).toBe(false);
    expect(passes(event('handoff.sent'), 'flow')).toBe(true);
    expect(passes(event('handoff.sent'), 'internal')).toBe(false);
  });
});

describe('the timeline', () => {
  it('stands newest first and folds steps of clocks that follow each other', () => {
    const kinds = ['ticket.created', 'promise.started', 'promise.started', 'reply', 'promise.stopped', 'note'];
    expect(read(kinds, 'all')).toEqual([
      'note',
      ['promise.stopped'],
      'reply',
      ['promise.started', 'promise.started'],
      'ticket.created',
    ]);
  });

  it('never folds a broken promise or a pause', () => {
    expect(read(['promise.warned', 'promise.breached', 'promise.paused', 'promise.resumed'], 'flow')).toEqual([
      ['promise.resumed'],
      'promise.paused',
      'promise.breached',
      ['promise.warned'],
    ]);
  });

  it('folds across what the filter leaves out', () => {
    expect(read(['promise.started', 'note', 'promise.stopped'], 'flow')).toEqual([
      ['promise.stopped', 'promise.started'],
    ]);
  });
});

describe('the history of a link', () => {
  it('has what was set, what units found and who gave it back', () => {
    const said = (kind: string, data: Record<string, unknown>) => ({ ...event(kind), data });
    const events = [
      said('handoff.sent', { links: ['antenna'] }),
      said('handoff.returned', { links: ['antenna', 'space'] }),
      said('link.set', { link: 'antenna', state: 'suspect' }),
      said('link.set', { link: 'space', state: 'cleared' }),
      said('handoff.finished', { links: [{ link: 'antenna', state: 'faulty' }] }),
    ];
    expect(foundAt('antenna', events).map(({ event, state }) => [event.kind, state])).toEqual([
      ['handoff.returned', undefined],
      ['link.set', 'suspect'],
      ['handoff.finished', 'faulty'],
    ]);
  });
});
