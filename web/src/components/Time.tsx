import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { agoWords, exactWords, shortWords, timeWords } from '@/i18n/time';

interface TimeProps {
  at: string;
  /** ago: 5 分钟前; day: 今天 17:40; short: 17:40 or 11月3日; exact: 2026-11-23 17:40. */
  as?: 'ago' | 'day' | 'short' | 'exact';
}

/** An instant in words; the exact time is its tooltip. */
export function Time({ at, as = 'ago' }: TimeProps) {
  const language = useLanguage();
  const now = useNow();
  const instant = new Date(at);
  const exact = exactWords(instant);
  const words = { ago: agoWords, day: timeWords, short: shortWords, exact: () => exact }[as](instant, now, language);
  return (
    <time dateTime={at} title={exact}>
      {words}
    </time>
  );
}
