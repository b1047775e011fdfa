import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/api/types';

/** The texts of one feature in both languages, with the same keys. */
export interface Locale {
  zh: Texts;
  en: Texts;
}

export interface Texts {
  [key: string]: string | Texts;
}

const kept = 'xingfu.language';

const features = import.meta.glob<{ default: Locale }>(
  ['../features/*/locale.ts', './common.ts', '../{app,components}/locale.ts', '../components/*/locale.ts'],
  {
    eager: true,
  },
);

/** Every file of texts by its name in t('name:key'): the feature's folder, common, components. */
export function locales(): Record<string, Locale> {
  const found: Record<string, Locale> = {};
  for (const [path, module] of Object.entries(features)) {
    const name = /(\w+)\/locale\.ts$/.exec(path)?.[1] ?? 'common';
    found[name] = module.default;
  }
  return found;
}

function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') || navigator.language === '' ? 'zh' : 'en';
}

export function startI18n(language: Language = firstLanguage()): void {
  const resources: Record<Language, Record<string, Texts>> = { zh: {}, en: {} };
  for (const [name, locale] of Object.entries(locales())) {
    resources.zh[name] = locale.zh;
    resources.en[name] = locale.en;
  }
  void i18n.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  markDocument(language);
}

/** Changes the language and keeps the choice on this device. */
export function setLanguage(language: Language): void {
  localStorage.setItem(kept, language);
  void i18n.changeLanguage(language);
  markDocument(language);
}

/** The language that was chosen on this device, if any. */
export function chosenLanguage(): string | null {
  return localStorage.getItem(kept);
}

function markDocument(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
