// The names of months and days, and Monday as the first day: calendars take them from dayjs by the language around them.
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
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

type All = Record<string, Texts>;
const sources: Record<Language, () => Promise<{ default: All }>> = {
  zh: () => import('virtual:texts/zh'),
  en: () => import('virtual:texts/en'),
};

function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') || navigator.language === '' ? 'zh' : 'en';
}

/** Loads the texts of a language and shows it. Whatever shows words waits for it. */
export async function startI18n(language: Language = firstLanguage()): Promise<void> {
  const { default: texts } = await sources[language]();
  await i18n.use(initReactI18next).init({
    resources: { [language]: texts },
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  markDocument(language);
}

/** Changes the language as soon as its texts have come, and keeps the choice on this device. */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  const { default: texts } = await sources[language]();
  for (const [name, its] of Object.entries(texts)) i18n.addResourceBundle(language, name, its);
  await i18n.changeLanguage(language);
  markDocument(language);
}

/** The language that was chosen on this device, if any. */
export function chosenLanguage(): string | null {
  return localStorage.getItem(kept);
}

function markDocument(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
