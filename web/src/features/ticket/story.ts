import type { Code, LinkState, LinkStateCode, TicketEvent } from '@/api/types';

/** The filters of the timeline. */
export type Only = 'all' | 'customer' | 'internal' | 'flow';

/** Whether an event passes a filter. The steps of clocks belong to the flow, and to everything. */
export function passes(event: TicketEvent, only: Only): boolean {
  switch (only) {
    case 'all':
      return true;
    case 'customer':
      return event.audience === 'public';
    case 'internal':
      return event.kind === 'note' || event.kind.startsWith('owner.') || event.kind === 'link.set';
    case 'flow':
      return /^(promise|handoff|dispute|ticket|owner|callback)\./.test(event.kind);
  }
}

/** What a clock does by itself. A broken promise and a pause, which somebody decided, are read with the rest. */
const clocks = ['promise.started', 'promise.stopped', 'promise.warned', 'promise.resumed'];
/** What people put on a ticket by the way. */
const marks = ['tags.changed', 'watcher.added', 'watcher.removed'];

/** A line of the timeline: an event, or quiet ones of a sort that followed each other and are folded into one. */
export type Line = { event: TicketEvent } | { folded: TicketEvent[]; sort: 'clock' | 'mark' };

/** The timeline newest first, with the quiet steps of clocks folded, and changes of tags that follow each other. */
export function linesOf(events: TicketEvent[], only: Only): Line[] {
  const lines: Line[] = [];
  for (const event of events.filter((e) => passes(e, only)).reverse()) {
    const last = lines.at(-1);
    const sort = clocks.includes(event.kind) ? 'clock' : marks.includes(event.kind) ? 'mark' : undefined;
    if (sort === undefined) lines.push({ event });
    else if (last && 'folded' in last && last.sort === sort) last.folded.push(event);
    else lines.push({ folded: [event], sort });
  }
  return lines.map((line) => ('folded' in line && line.sort === 'mark' ? alone(line.folded) : line));
}

/** A single change of tags says more than that there was one. */
function alone(folded: TicketEvent[]): Line {
  const [event] = folded;
  return event && folded.length === 1 ? { event } : { folded, sort: 'mark' };
}

/** What was said about a link: a state that somebody set, or a return, which has none. */
export interface Found {
  event: TicketEvent;
  state?: LinkStateCode;
}

/** All that was found at a link, oldest first. */
export function foundAt(link: Code, events: TicketEvent[]): Found[] {
  return events.flatMap((event) => {
    const links = Array.isArray(event.data?.links) ? (event.data.links as (Code | LinkState)[]) : [];
    switch (event.kind) {
      case 'link.set':
        return event.data?.link === link ? [{ event, state: event.data.state as LinkStateCode }] : [];
      case 'handoff.finished': {
        const said = links.find((l): l is LinkState => typeof l !== 'string' && l.link === link);
        return said ? [{ event, state: said.state }] : [];
      }
      case 'handoff.returned':
        return links.includes(link) ? [{ event }] : [];
      default:
        return [];
    }
  });
}
