import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Touch } from '@/api/types';
import { actorOf, sentenceOf, textOf } from '@/components/events/eventWords';
import { Panel } from '@/components/Page';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import styles from './CustomerPage.module.css';
import { Nothing } from './Part';

/** The last words from and to the customer, one line each. */
export function Touches({ touches }: { touches: Touch[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('customers:touches')}>
      {touches.length === 0 && <Nothing words={t('customers:noTouches')} hint={t('customers:noTouchesHint')} />}
      <ul className={styles.rows}>
        {touches.map((touch) => (
          <TouchLine key={touch.event.id} touch={touch} />
        ))}
      </ul>
    </Panel>
  );
}

function TouchLine({ touch: { number, subject, channel, event } }: { touch: Touch }) {
  const { t } = useTranslation();
  const names = useNames();
  const now = useNow();
  const language = useLanguage();
  const said = textOf(event) || (event.kind === 'ticket.created' ? subject : '');
  return (
    <li>
      <Link to="/tickets/$id" params={{ id: number }} className={styles.touch} title={`${subject}\n${said}`.trim()}>
        <span className={styles.when}>
          <Time at={event.at} as="short" />
        </span>
        <span className={styles.said}>
          <b>{actorOf(event, t)}</b> {sentenceOf(event, { t, names, now, language })}
          {said !== '' && <span className={styles.words}> {said}</span>}
        </span>
        <span className={styles.quiet}>
          {names.of('channels', channel)} {number}
        </span>
      </Link>
    </li>
  );
}
