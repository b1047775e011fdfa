import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Notice } from '@/api/types';

/** What a notification tells: whose clock, which unit, which link. */
export function NoticeWords({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const names = useNames();
  const data = notice.data ?? {};
  const word = (key: string) => (typeof data[key] === 'string' ? data[key] : '');
  const unit = word('unit');
  const clock = word('kind') && t(`components:promise.${word('kind')}`);
  const promise = unit === '' ? clock || t('notifications:aPromise') : clockOf(clock, unit);
  const facts = {
    unit,
    link: names.of('links', word('link')),
    promise,
    by: word('by'),
    count: typeof data.count === 'number' ? data.count : 1,
    number: word('number'),
    name: word('name'),
    taker: word('taker'),
    day: word('day'),
    removed: typeof data.removed === 'number' ? data.removed : 0,
    from: word('from'),
    customer: word('customer'),
    words: word('words'),
    dueOn: word('dueOn'),
    status: word('status') && t(`components:status.${word('status')}`),
  };
  return <>{t(`notifications:kind.${notice.kind}`, facts)}</>;

  function clockOf(words: string, owed: string): string {
    return words === ''
      ? t('notifications:aHandoff', { unit: owed })
      : t('notifications:owedBy', { promise: words, unit: owed });
  }
}
