import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Language, Place } from '@/api/types';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { durationWords, timeWords, workingWords } from '@/i18n/time';

/** How long whoever waits for a unit has to wait: 剩 1 小时 10 分. Empty where nothing is promised. */
export function waitWords(
  { dueAt, leftMinutes, working, pauseReason, resumeAt }: Place,
  now: Date,
  language: Language,
  t: TFunction,
  reasonName: (code: string) => string,
): string {
  if (pauseReason !== '') {
    const reason = reasonName(pauseReason);
    if (resumeAt === null) return t('components:waits.paused', { reason });
    return t('components:waits.pausedUntil', { reason, when: timeWords(new Date(resumeAt), now, language) });
  }
  if (dueAt === null) return '';
  const say = (key: 'left' | 'over', minutes: number) =>
    working
      ? t(`components:waits.${key}Working`, { time: workingWords(minutes, language) })
      : t(`components:waits.${key}`, { time: durationWords(minutes, language) });
  const untilDue = (new Date(dueAt).getTime() - now.getTime()) / 60_000;
  if (leftMinutes < 0 || untilDue <= 0) {
    return say('over', leftMinutes < 0 ? leftMinutes : untilDue);
  }
  return say('left', Math.min(leftMinutes, untilDue));
}

/** waitWords in the reader's language, at the time that now is. */
export function useWaits(): (place: Place) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const now = useNow();
  return (place) => waitWords(place, now, language, t, (code) => names.of('pauses', code));
}

/** One thing that a unit should know about those who work on the same ticket. */
export interface Wait {
  /** for: this unit cannot go on before the other answers; by: the other cannot; beside: both work at once. */
  kind: 'for' | 'by' | 'beside';
  place?: Place;
  unit: string;
}

/** Who waits for whom, as the unit of one of the ticket's open handoffs needs to know it. */
export function waitsOf(handoffId: string, places: Place[]): Wait[] {
  const own = places.find((place) => place.handoffId === handoffId);
  if (own === undefined) return [];
  const waits: Wait[] = own.invitedBy === '' ? [] : [{ kind: 'by', unit: own.invitedBy }];
  for (const place of places) {
    if (place === own || place.unit === own.invitedBy) continue;
    waits.push({ kind: place.invitedBy === own.unit ? 'for' : 'beside', place, unit: place.unit });
  }
  return waits.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const order = ['for', 'by', 'beside'];

/** Says a wait in one sentence. */
export function useWaitSentence(): (wait: Wait) => string {
  const { t } = useTranslation();
  const waits = useWaits();
  return ({ kind, place, unit }) => {
    if (kind === 'by' || place === undefined) return t('components:waits.byUnit', { unit });
    const wait = waits(place);
    const key = kind === 'for' ? 'forUnit' : 'beside';
    return wait === '' ? t(`components:waits.${key}Plain`, { unit }) : t(`components:waits.${key}`, { unit, wait });
  };
}
