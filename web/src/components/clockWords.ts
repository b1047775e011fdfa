import type { TFunction } from 'i18next';
import type { Language, PromiseBrief } from '@/api/types';
import { dayWords, durationWords, timeWords } from '@/i18n/time';

export type ClockTone = 'calm' | 'warn' | 'late' | 'paused' | 'done';

export interface ClockReading {
  /** What matters first: 剩 3 小时 20 分. */
  main: string;
  /** Until when: 今天 17:40 前. May be empty. */
  detail: string;
  /** The same where there is little room: without what is said already, without the hour when it is days away. */
  brief: string;
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
  const say = (main: string, tone: ClockTone, detail = ''): ClockReading => ({
    main,
    detail,
    brief: detail,
    tone,
    percent,
  });
  switch (promise.state) {
    case 'running':
      return readRunning(promise, now, language, t, percent);
    case 'paused': {
      const resumes = promise.resumeAt && timeWords(new Date(promise.resumeAt), now, language);
      const detail = resumes ? t('components:clock.resumes', { when: resumes }) : '';
      return say(t('components:clock.paused', { reason: reasonName(promise.pauseReason ?? '') }), 'paused', detail);
    }
    case 'met':
      return say(t('components:clock.met'), 'done');
    case 'missed':
      return { ...say(t('components:clock.missed'), 'late'), percent: 100 };
    case 'dropped':
      return say(t('components:clock.dropped'), 'done');
  }
}

const day = 24 * 60;

function readRunning(
  promise: PromiseBrief,
  now: Date,
  language: Language,
  t: TFunction,
  percent: number,
): ClockReading {
  if (promise.dueAt === null)
    return { main: t('components:clock.running'), detail: '', brief: '', tone: 'calm', percent };
  const due = new Date(promise.dueAt);
  const untilDue = (due.getTime() - now.getTime()) / minute;
  const when = timeWords(due, now, language);
  if (untilDue <= 0 || promise.leftMinutes < 0) {
    const over = promise.leftMinutes < 0 ? promise.leftMinutes : untilDue;
    return {
      main: t('components:clock.over', { time: durationWords(over, language) }),
      detail: t('components:clock.wasDue', { when }),
      brief: '',
      tone: 'late',
      percent: 100,
    };
  }
  // Working time cannot be more than what is left on the wall; it shrinks with it as the page stands open.
  const left = Math.min(promise.leftMinutes, untilDue);
  return {
    main: t('components:clock.left', { time: durationWords(left, language) }),
    detail: t('components:clock.by', { when }),
    brief: t('components:clock.by', { when: untilDue < day ? when : dayWords(due, now, language) }),
    tone: percent >= 70 ? 'warn' : 'calm',
    percent,
  };
}
