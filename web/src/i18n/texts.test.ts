import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Texts } from '.';
import { locales } from './locales';

const source = join(import.meta.dirname, '..');
const plural = /_(zero|one|other)$/;

/** The keys of a tree of texts: clock.left. Both forms of a plural are one key. */
function keysOf(texts: Texts, prefix = ''): string[] {
  const keys = Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key.replace(plural, '')] : keysOf(value, `${prefix}${key}.`),
  );
  return [...new Set(keys)].sort();
}

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|locale\.ts$/.test(entry.name)) yield path;
  }
}

interface Use {
  file: string;
  name: string;
  /** The key, or its beginning when the rest is only known at run time. */
  key: string;
  open: boolean;
}

/** Every 'name:key.of.text' in the sources. Where it goes on with ${…}, only its beginning is known. */
function uses(): Use[] {
  const names = Object.keys(locales()).join('|');
  const pattern = new RegExp(`['"\`](${names}):([\\w.-]*)(\\$\\{)?`, 'g');
  return [...files(source)].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map((m) => ({
      file: file.slice(source.length + 1),
      name: m[1] as string,
      key: m[2] as string,
      open: m[3] !== undefined || /[._]$/.test(m[2] as string),
    })),
  );
}

describe.each(Object.entries(locales()))('texts of %s', (name, locale) => {
  const keys = keysOf(locale.zh);

  test('are complete in both languages', () => {
    expect(keysOf(locale.en)).toEqual(keys);
  });

  test('are all used', () => {
    const used = uses().filter((use) => use.name === name);
    const unused = keys.filter((key) => !used.some((use) => (use.open ? key.startsWith(use.key) : key === use.key)));
    expect(unused).toEqual([]);
  });
});

test('no text is missing', () => {
  const all = locales();
  const missing = uses().filter((use) => {
    const keys = keysOf(all[use.name]?.zh ?? {});
    return !keys.some((key) => (use.open ? key.startsWith(use.key) : key === use.key));
  });
  expect(missing).toEqual([]);
});

/** Every text with its key, both forms of a plural alike. */
function* textsOf(texts: Texts, prefix: string): Generator<[key: string, text: string]> {
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') yield [prefix + key, value];
    else yield* textsOf(value, `${prefix}${key}.`);
  }
}

const all = Object.entries(locales());
const chinese = all.flatMap(([name, locale]) => [...textsOf(locale.zh, `${name}:`)]);
const english = all.flatMap(([name, locale]) => [...textsOf(locale.en, `${name}:`)]);

/** Texts that are written in the language to which they lead. */
const elsewhere = ['app:otherLanguage', 'session:otherLanguage'];

/** Texts that show a format with words of its own. */
const formats = ['settings:holidays.format', 'settings:holidays.example', 'people:calendars.daysHint'];

/** Latin words that Chinese readers use as they are. */
const known =
  /\b(IMEI|SIM|Excel|CSV|XLSX|Ctrl|Shift|Enter|Esc|OpenID Connect|LDAP|StartTLS|CA|issuer|client ID|scope|acr|amr|bind DN|base DN)\b/g;

test('English texts have no Chinese in them', () => {
  expect(english.filter(([key, text]) => !elsewhere.includes(key) && /\p{Script=Han}/u.test(text))).toEqual([]);
});

test('Chinese texts have no English left in them', () => {
  const left = chinese.filter(([key, text]) => {
    const words = text.replace(/\{\{.*?\}\}|<\/?\w+>/g, '').replace(known, '');
    return ![...elsewhere, ...formats].includes(key) && /[A-Za-z]{2,}/.test(words);
  });
  expect(left).toEqual([]);
});

/** A half-width mark beside a Chinese character, or beside what is filled in between such. */
const halfWidth = /[\u3001-\u3011\u4e00-\u9fff“”文][ ]?[,:;?()]|[,:;?()][ ]?[\u4e00-\u9fff“「文]/;

test('Chinese texts have Chinese punctuation', () => {
  const half = chinese.filter(([key, text]) => {
    const words = text.replace(/\{\{.*?\}\}/g, '文').replace(/<\/?\w+>/g, '');
    return ![...elsewhere, ...formats].includes(key) && halfWidth.test(words);
  });
  expect(half).toEqual([]);
});

test('both languages fill in the same', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((m) => m[1]).sort();
  const inChinese = new Map(chinese.map(([key, text]) => [key.replace(plural, ''), holes(text)]));
  const different = english
    .filter(([key]) => !/_(zero|one)$/.test(key))
    .filter(([key, text]) => `${inChinese.get(key.replace(plural, ''))}` !== `${holes(text)}`);
  expect(different).toEqual([]);
});

test('no text shouts', () => {
  expect([...chinese, ...english].filter(([, text]) => /[!！]/.test(text))).toEqual([]);
});
