import type { Permission } from '@/api/types';

interface Shortcut {
  /** The keys that do the same, as useKeys names them. */
  keys: readonly string[];
  /** What they do is keymap:does.<name>. */
  name: string;
  where: 'everywhere' | 'lists' | 'writing';
  /** Only for those who may do one of these. */
  needs?: readonly Permission[];
}

/** Who writes on tickets, and chooses them in lists. */
const working: readonly Permission[] = ['ticket.handle', 'handoff.work'];

/** All keys of the console. The key map shows this table, and pages can listen to no other key. */
export const shortcuts = [
  { keys: ['ctrl+k', '/'], name: 'search', where: 'everywhere' },
  { keys: ['n'], name: 'newTicket', where: 'everywhere', needs: ['ticket.create'] },
  { keys: ['?'], name: 'help', where: 'everywhere' },
  { keys: ['j', 'arrowdown'], name: 'down', where: 'lists' },
  { keys: ['k', 'arrowup'], name: 'up', where: 'lists' },
  { keys: ['enter'], name: 'open', where: 'lists' },
  { keys: [' '], name: 'preview', where: 'lists' },
  { keys: ['f'], name: 'find', where: 'lists' },
  { keys: ['x'], name: 'select', where: 'lists', needs: working },
  { keys: ['shift+x'], name: 'selectRange', where: 'lists', needs: working },
  { keys: ['escape'], name: 'leave', where: 'lists' },
  { keys: ['ctrl+enter'], name: 'send', where: 'writing', needs: working },
  { keys: ['/'], name: 'phrases', where: 'writing', needs: working },
  { keys: ['@'], name: 'mention', where: 'writing', needs: working },
] as const satisfies readonly Shortcut[];

/** The keys that work for somebody with these permissions. */
export const shortcutsFor = (permissions: readonly Permission[]) =>
  shortcuts.filter((s) => !('needs' in s) || s.needs.some((need) => permissions.includes(need)));

/** A key that does something: n, enter, arrowdown, ctrl+k. ctrl is also ⌘. */
export type Key = (typeof shortcuts)[number]['keys'][number];

const faces: Record<string, string> = {
  arrowdown: '↓',
  arrowup: '↑',
  enter: 'Enter',
  escape: 'Esc',
  ctrl: 'Ctrl',
  shift: 'Shift',
};

/** A key as it stands on the keyboard, such as Ctrl K. The space bar has no face but a word. */
export function keyFace(key: Key, space: string): string {
  return key
    .split('+')
    .map((part) => (part === ' ' ? space : (faces[part] ?? part.toUpperCase())))
    .join(' ');
}
