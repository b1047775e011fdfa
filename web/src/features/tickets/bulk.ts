import type { BulkOrder, Permission } from '@/api/types';

/** One action on many tickets: what it asks for beforehand, and who finds it in the menu. */
export interface BulkAction {
  /** Its name is tickets:bulk.<name>; what its button says is tickets:bulkRun.<name>. */
  name: string;
  fields: ('priority' | 'category' | 'tags' | 'colleague' | 'colleagues' | 'reason' | 'note' | 'word' | 'pause')[];
  needs: Permission;
}

/** All actions in the order of the menu. The server knows the rules; another one is another entry here. */
export const bulkActions: BulkAction[] = [
  { name: 'offer', fields: ['colleague', 'reason'], needs: 'ticket.handle' },
  { name: 'give', fields: ['colleagues'], needs: 'ticket.supervise' },
  { name: 'accept', fields: [], needs: 'ticket.handle' },
  { name: 'priority', fields: ['priority'], needs: 'ticket.handle' },
  { name: 'category', fields: ['category'], needs: 'ticket.handle' },
  { name: 'tag', fields: ['tags'], needs: 'ticket.read' },
  { name: 'untag', fields: ['tags'], needs: 'ticket.read' },
  { name: 'note', fields: ['note'], needs: 'ticket.read' },
  { name: 'urge', fields: ['word'], needs: 'ticket.handle' },
  { name: 'pause', fields: ['pause'], needs: 'ticket.handle' },
  { name: 'resume', fields: [], needs: 'ticket.handle' },
  { name: 'cancel', fields: ['reason'], needs: 'ticket.handle' },
];

/** How many tickets one action takes; the server has the same bound. */
export const bulkMost = 500;

export interface BulkValues extends Pick<BulkOrder, 'priority' | 'category' | 'tags' | 'text' | 'reason' | 'resumeAt'> {
  staffId?: string;
  staffIds?: string[];
}

/** What the server is asked to do with the tickets: those named, or all that the filter finds. */
export function orderOf(action: string, values: BulkValues, ids: string[] | 'all'): BulkOrder {
  const { staffId, staffIds = staffId ? [staffId] : undefined, ...rest } = values;
  return { action, ...rest, staffIds, ...(ids === 'all' ? { all: true } : { ids }) };
}
