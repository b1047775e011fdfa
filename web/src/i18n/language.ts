import { useTranslation } from 'react-i18next';
import type { Language } from '@/api/types';

/** The language of the interface. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}

/** 金牌、白金; Gold, Platinum. */
export function listWords(words: string[], language: Language): string {
  return words.join(language === 'zh' ? '、' : ', ');
}
