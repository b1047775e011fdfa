import type { TFunction } from 'i18next';
import type { Language, PromiseBrief } from '@/api/types';
import { briefWords, durationWords, timeWords, workingWords } from '@/i18n/time';

export type ClockTone = 'calm' | 'warn' | 'late' | 'paused' | 'done';

export interface ClockReading {
  /** What matters first: 剩 3 小时 20 分. */
  main: string;
  /** Until when: 今天 17:40 前. May be empty. */
  detail: string;
  /** The same as short as a list can say it. */
  brief: { main: string; detail: string };
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
  const say = (main: string, tone: ClockTone): ClockReading => ({
    main,
    detail: '',
    brief: { main, detail: '' },
    tone,
    percent,
  });
  switch (promise.state) {
    case 'running':
      return promise.dueAt === null
        ? say(t('components:clock.running'), 'calm')
        : readRunning(promise, new Date(promise.dueAt), now, language, t, percent);
    case 'paused':
      return readPaused(promise, now, language, t, reasonName, percent);
    case 'met':
      return say(t('components:clock.met'), 'done');
    case 'missed':
      return { ...say(t('components:clock.missed'), 'late'), percent: 100 };
    case 'dropped':
      return say(t('components:clock.dropped'), 'done');
  }
}

function readRunning(
  promise: PromiseBrief,
  due: Date,
  now: Date,
  language: Language,
  t: TFunction,
  percent: number,
): ClockReading {
  const untilDue = (due.getTime() - now.getTime()) / minute;
  const when = timeWords(due, now, language);
  const say = (key: 'left' | 'over', minutes: number) =>
    promise.working
      ? t(`components:clock.${key}Working`, { time: workingWords(minutes, language) })
      : t(`components:clock.${key}`, { time: durationWords(minutes, language) });
  // In a list the kind of time stands beside the day, where a long word has room.
  const inList = (key: 'left' | 'over', minutes: number, until: 'by' | 'wasDueBrief') => {
    const time = (promise.working ? workingWords : durationWords)(minutes, language);
    const at = t(`components:clock.${until}`, { when: briefWords(due, now, language) });
    return {
      main: t(`components:clock.${key}`, { time }),
      detail: promise.working ? t('components:clock.workingTime', { when: at }) : at,
    };
  };
  if (untilDue <= 0 || promise.leftMinutes < 0) {
    const main = say('over', promise.leftMinutes < 0 ? promise.leftMinutes : untilDue);
    const detail = t('components:clock.wasDue', { when });
    const brief = inList('over', promise.leftMinutes < 0 ? promise.leftMinutes : untilDue, 'wasDueBrief');
    return { main, detail, brief, tone: 'late', percent: 100 };
  }
  // Working time cannot be more than what is left on the wall; it shrinks with it as the page stands open.
  const main = say('left', Math.min(promise.leftMinutes, untilDue));
  const detail = t('components:clock.by', { when });
  const brief = inList('left', Math.min(promise.leftMinutes, untilDue), 'by');
  return { main, detail, brief, tone: percent >= 70 ? 'warn' : 'calm', percent };
}

/** In a list the reason and the time to resume say together that the clock stands still. */
function readPaused(
  promise: PromiseBrief,
  now: Date,
  language: Language,
  t: TFunction,
  reasonName: (code: string) => string,
  percent: number,
): ClockReading {
  const reason = reasonName(promise.pauseReason ?? '');
  const main = t('components:clock.paused', { reason });
  if (!promise.resumeAt) return { main, detail: '', brief: { main, detail: '' }, tone: 'paused', percent };
  const resumes = (say: typeof timeWords) =>
    t('components:clock.resumes', { when: say(new Date(promise.resumeAt ?? ''), now, language) });
  const brief = { main: reason, detail: resumes(briefWords) };
  return { main, detail: resumes(timeWords), brief, tone: 'paused', percent };
}
