import type { Language, Template } from '@/api/types';
import type { Draft } from './draft';

/** What a template would fill in: only what is still empty. Undefined where it would fill in nothing. */
export function offerOf(
  template: Template | undefined,
  draft: Pick<Draft, 'subject' | 'description'>,
  language: Language,
): { subject?: string; description?: string } | undefined {
  if (template === undefined) return undefined;
  const subject = language === 'zh' ? template.subjectZh : template.subjectEn;
  // In English an answer stands a space behind its colon.
  const description = language === 'zh' ? template.descriptionZh : template.descriptionEn.replaceAll(/:$/gm, ': ');
  const offer = {
    ...(subject !== '' && draft.subject.trim() === '' && { subject }),
    ...(description !== '' && draft.description.trim() === '' && { description }),
  };
  return Object.keys(offer).length > 0 ? offer : undefined;
}

/** The questions of a template in one line. */
export const questionsOf = (description: string): string =>
  description
    .split('\n')
    .map((line) => line.trim().replace(/[:：]$/, ''))
    .filter((line) => line !== '')
    .join(' · ');

/** Where the first answer goes: behind the first line that ends with a colon, or at the end. */
export function firstAnswer(description: string): number {
  const found = /[:：][ ]*(?=\n|$)/.exec(description);
  return found ? found.index + found[0].length : description.length;
}
