import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Todo } from '@/api/types';
import { PriorityBadge, TierBadge } from '@/components/Badges';
import { Clock } from '@/components/Clock';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { durationWords, timeWords } from '@/i18n/time';
import styles from './HomePage.module.css';

interface TodoRowProps {
  todo: Todo;
  index: number;
  pointed: boolean;
  onPoint: () => void;
}

/** What is done with a unit in mind: its handoff, its being late, a dispute that its supervisor decides. */
const ofUnit = /^(handoff|urge|late|dispute)/;

/** Where a thing is done: on its ticket, or where disputes are decided. */
export function placeOf({ kind, number }: Pick<Todo, 'kind' | 'number'>) {
  return kind === 'dispute'
    ? ({ to: '/disputes', search: { state: 'mine' } } as const)
    : ({ to: '/tickets/$id', params: { id: number } } as const);
}

/** One thing to do: what, on which ticket, for whom, by when. */
export function TodoRow({ todo, index, pointed, onPoint }: TodoRowProps) {
  const { t } = useTranslation();
  return (
    <li data-row={index} className={pointed ? styles.pointed : undefined}>
      <Link {...placeOf(todo)} className={styles.todo} onFocus={onPoint}>
        <span className={styles.verb}>{t(`home:todo.${todo.kind}`)}</span>
        <span className={styles.what}>
          <span className={styles.subject}>
            <PriorityBadge priority={todo.priority} />
            <span className={styles.cut}>{todo.subject}</span>
          </span>
          <span className={styles.under}>
            <span className={styles.number}>{todo.number}</span>
            {todo.customer !== '' && <span className={styles.cut}>{todo.customer}</span>}
            <TierBadge tier={todo.tier} />
            {ofUnit.test(todo.kind) && <span className={styles.cut}>{todo.unit}</span>}
          </span>
        </span>
        <span className={styles.clock}>
          <When todo={todo} />
        </span>
      </Link>
    </li>
  );
}

function When({ todo }: { todo: Todo }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  // While the customer is asked, the ticket's own clock stands still; what counts is when to call.
  if (todo.kind === 'callback' && todo.dueAt !== null) {
    const due = new Date(todo.dueAt);
    const late = due < now;
    const when = timeWords(due, now, language);
    return (
      <span className={late ? styles.bad : undefined}>{t(late ? 'home:callWasDue' : 'home:callAt', { when })}</span>
    );
  }
  if (todo.kind === 'dispute') {
    const time = durationWords((now.getTime() - new Date(todo.at).getTime()) / 60_000, language);
    return <span className={styles.bad}>{t('disputes:waited', { time })}</span>;
  }
  if (todo.promise) return <Clock promise={todo.promise} layout="stacked" />;
  return <Time at={todo.at} />;
}
