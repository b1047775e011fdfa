import type { TFunction } from 'i18next';
import type { Language, PromiseBrief } from '@/api/types';
import { durationWords, timeWords } from '@/i18n/time';

export type ClockTone = 'calm' | 'warn' | 'late' | 'paused' | 'done';

export interface ClockReading {
  /** What matters first: 剩 3 小时 20 分. */
  main: string;
  /** Until when: 今天 17:40 前. May be empty. */
  detail: string;
  tone: ClockTone;
  /** How much of the time is used, 0 to 100. */
  percent: number;
}

const minute = 60_000;

/** Reads a promise as a person would say it. `reasonName` names a pause's code. */
export function readClock(
  promise: PromiseBrief,
  now: Date,
  language: Language,
  t: TFunction,
  reasonName: (code: string) => string,
): ClockReading {
  const percent = Math.min(100, Math.max(0, promise.percent));
  switch (promise.state) {
    case 'paused':
      return {
        main: t('components:clock.paused', { reason: reasonName(promise.pauseReason ?? '') }),
        detail: promise.resumeAt
          ? t('components:clock.resumes', { when: timeWords(new Date(promise.resumeAt), now, language) })
          : '',
        tone: 'paused',
        percent,
      };
    case 'met':
      return { main: t('components:clock.met'), detail: '', tone: 'done', percent };
    case 'missed':
      return { main: t('components:clock.missed'), detail: '', tone: 'late', percent: 100 };
    case 'dropped':
      return { main: t('components:clock.dropped'), detail: '', tone: 'done', percent };
  }
  return readRunning(promise, now, language, t, percent);
}

function readRunning(
  promise: PromiseBrief,
  now: Date,
  language: Language,
  t: TFunction,
  percent: number,
): ClockReading {
  if (promise.dueAt === null) return { main: t('components:clock.running'), detail: '', tone: 'calm', percent };
  const due = new Date(promise.dueAt);
  const untilDue = (due.getTime() - now.getTime()) / minute;
  const when = timeWords(due, now, language);
  if (untilDue <= 0 || promise.leftMinutes < 0) {
    const over = promise.leftMinutes < 0 ? promise.leftMinutes : untilDue;
    return {
      main: t('components:clock.over', { time: durationWords(over, language) }),
      detail: t('components:clock.wasDue', { when }),
      tone: 'late',
      percent: 100,
    };
  }
  // Working time cannot be more than what is left on the wall; it shrinks with it as the page stands open.
  const left = Math.min(promise.leftMinutes, untilDue);
  return {
    main: t('components:clock.left', { time: durationWords(left, language) }),
    detail: t('components:clock.by', { when }),
    tone: percent >= 70 ? 'warn' : 'calm',
    percent,
  };
}
