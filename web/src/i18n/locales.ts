import type { Locale } from '.';

const files = import.meta.glob<{ default: Locale }>(
  ['../features/*/locale.ts', './common.ts', '../{app,components}/locale.ts', '../components/*/locale.ts'],
  { eager: true },
);

/**
 * Every file of texts by its name in t('name:key'): the feature's folder, common, components. It has all languages: a page
 * takes those of one from virtual:texts.
 */
export function locales(): Record<string, Locale> {
  const found: Record<string, Locale> = {};
  for (const [path, module] of Object.entries(files)) {
    const name = /(\w+)\/locale\.ts$/.exec(path)?.[1] ?? 'common';
    found[name] = module.default;
  }
  return found;
}
