import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Handoff, Place } from '@/api/types';
import { Clock } from '../Clock';
import { Time } from '../Time';
import { useChange } from '../useChange';
import { useWaitSentence, waitsOf } from '../waits';
import { handoffTouches, tickCheck } from './api';
import { clockOf } from './clock';
import { HandoffActions } from './HandoffActions';
import styles from './HandoffCard.module.css';

interface HandoffCardProps {
  handoff: Handoff;
  /** Where the ticket is now: who waits for whom. */
  places?: Place[];
}

/** One handoff: the unit, what it is asked, its clock, how far it is, its answer. */
export function HandoffCard({ handoff, places = [] }: HandoffCardProps) {
  const { t } = useTranslation();
  const names = useNames();
  const clock = clockOf(handoff);
  const { skipped } = handoff;
  const sentence = useWaitSentence();
  const waits = waitsOf(handoff.id, places).filter(({ kind }) => kind !== 'beside');
  return (
    <article className={`${styles.card} ${styles[handoff.status]}`} aria-label={handoff.unit}>
      <header className={styles.head}>
        <strong>{handoff.unit}</strong>
        <span className={styles.status}>{t(`handoff:status.${handoff.status}`)}</span>
        {handoff.links.map((link) => (
          <span key={link} className={styles.link}>
            {names.of('links', link)}
          </span>
        ))}
        {clock !== null && clock.state !== 'dropped' && (
          <span className={styles.clock}>
            <Clock promise={clock} named />
          </span>
        )}
      </header>
      <p className={styles.request}>{handoff.request}</p>
      {waits.map((wait) => (
        <p key={wait.unit} className={styles.waits}>
          {sentence(wait)}
        </p>
      ))}
      {handoff.checklist.length > 0 && <Checklist handoff={handoff} />}
      {handoff.result !== '' && (
        <p className={styles.answer}>
          <b>{t('handoff:result')}</b> {handoff.result}
        </p>
      )}
      {skipped && (
        <p className={styles.answer}>
          <b>{t('handoff:skipped')}</b> {skipped}
        </p>
      )}
      {handoff.status === 'returned' && (
        <p className={styles.answer}>
          <b>{t('handoff:returned')}</b>{' '}
          {[names.of('returns', handoff.returnReason), handoff.returnText].filter((words) => words !== '').join(' · ')}
        </p>
      )}
      <footer className={styles.foot}>
        <span className={styles.facts}>
          {handoff.invitedBy
            ? t('handoff:invitedBy', { unit: handoff.invitedBy })
            : t('handoff:askedBy', { name: handoff.askedBy.name, unit: handoff.askedBy.unit })}{' '}
          · <Time at={handoff.createdAt} />
          {handoff.assignee && ` · ${t('handoff:assignee')} ${handoff.assignee.name}`}
          {handoff.urges > 0 && ` · ${t('handoff:urges', { count: handoff.urges })}`}
          {handoff.binding && ` · ${t('handoff:binding')}`}
        </span>
        <span className={styles.actions}>
          <HandoffActions handoff={handoff} />
        </span>
      </footer>
    </article>
  );
}

function Checklist({ handoff }: { handoff: Handoff }) {
  const { t } = useTranslation();
  const tick = useChange(({ pos, done }: { pos: number; done: boolean }) => tickCheck(handoff, pos, done), {
    touches: handoffTouches,
  });
  const may = handoff.may.check?.ok === true;
  return (
    <ul className={styles.checks} aria-label={t('handoff:checklist')}>
      {handoff.checklist?.map((check) => (
        <li key={check.pos}>
          <Checkbox
            checked={check.done}
            disabled={!may || tick.isPending}
            onChange={(e) => tick.mutate({ pos: check.pos, done: e.target.checked })}
          >
            {check.text}
            {check.done && check.by !== '' && <small className={styles.by}> {check.by}</small>}
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}
