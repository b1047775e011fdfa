import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFace, shortcuts, shortcutsFor } from '@/components/shortcuts';

const source = join(import.meta.dirname, '../..');

const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|shortcuts\.ts$|locale\.ts$/.test(path))
  .map((path) => readFileSync(join(source, path), 'utf8'))
  .join('\n');

/** n: …, 'ctrl+k': …, hotkey="f", prefix="@" in the sources: somebody listens. */
const heard = (key: string): boolean => {
  if (key.startsWith('shift+')) return heard(key.slice('shift+'.length)) && sources.includes('event.shiftKey');
  const name = key.replace(/[+/?]/g, '\\$&');
  const listening = `(^|[{,]\\s*)'?${name}'?: \\(\\w*\\) =>|hotkey="${name}"|prefix=.*["']${name}["']`;
  return new RegExp(listening, 'm').test(sources.replace(/^ +/gm, ''));
};

test('every key of the map does something', () => {
  const keys = shortcuts.flatMap((s): string[] => [...s.keys]);
  expect(keys.filter((key) => !heard(key))).toEqual([]);
  expect(heard('q')).toBe(false);
});

test('no key does two things in one place', () => {
  const keys = shortcuts.flatMap((s) => s.keys.map((key) => `${s.where === 'writing' ? 'writing' : 'page'} ${key}`));
  expect(keys).toEqual([...new Set(keys)]);
});

test('keys read as on the keyboard', () => {
  expect(keyFace('ctrl+k', '空格')).toBe('Ctrl K');
  expect(keyFace('arrowdown', '空格')).toBe('↓');
  expect(keyFace(' ', '空格')).toBe('空格');
});

test('everybody is shown the keys that work for him', () => {
  const keysOf = (permissions: Parameters<typeof shortcutsFor>[0]) => shortcutsFor(permissions).map(({ name }) => name);
  expect(keysOf(['ticket.read', 'handoff.work'])).toEqual(
    expect.arrayContaining(['select', 'selectRange', 'send', 'phrases', 'mention']),
  );
  expect(keysOf(['ticket.read', 'handoff.work'])).not.toContain('newTicket');
  expect(keysOf(['ticket.read', 'ticket.handle', 'ticket.create'])).toEqual(shortcuts.map(({ name }) => name));
  const reading = keysOf(['ticket.read', 'audit.read']);
  expect(reading).toContain('preview');
  for (const name of ['select', 'newTicket', 'send', 'phrases', 'mention']) expect(reading).not.toContain(name);
});
