import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFace, shortcuts } from '@/components/shortcuts';

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
