import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Ticket } from '@/api/types';
import { Clock } from '@/components/Clock';
import { useLanguage } from '@/i18n/language';
import { timeWords } from '@/i18n/time';
import styles from './Intake.module.css';

/** The promise that the customer is told: the answer while it is owed, else the solution. */
export function promiseToTell(ticket: Pick<Ticket, 'promises'>) {
  const running = ticket.promises.filter((p) => p.handoffId === null && p.state === 'running' && p.dueAt !== null);
  return running.find((p) => p.kind === 'respond') ?? running.find((p) => p.kind === 'resolve');
}

/** After filing: what to tell the customer while he is still on the line, and the way to the ticket. */
export function Filed({ ticket, onNext }: { ticket: Ticket; onNext: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const promise = promiseToTell(ticket);
  return (
    <section className={styles.filed}>
      <h1 ref={title} tabIndex={-1} className={styles.filedTitle}>
        {t('intake:filed')}
      </h1>
      <dl className={styles.numbers}>
        <div>
          <dt>{t('intake:ticketNumber')}</dt>
          <dd>{ticket.number}</dd>
        </div>
        <div>
          <dt>{t('intake:queryCode')}</dt>
          <dd>{ticket.code}</dd>
        </div>
      </dl>
      <Sentence ticket={ticket} />
      <div className={styles.quiet}>
        {promise && <Clock promise={promise} named />}
        {ticket.policy && <div>{t('intake:byPolicy', { name: names.in(ticket.policy) })}</div>}
      </div>
      <div className={styles.row}>
        <Link to="/tickets/$id" params={{ id: ticket.number }} className={styles.open}>
          {t('intake:toTicket')}
        </Link>
        <Button onClick={onNext}>{t('intake:next')}</Button>
      </div>
    </section>
  );
}

function Sentence({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const language = useLanguage();
  const promise = promiseToTell(ticket);
  const when = promise?.dueAt ? timeWords(new Date(promise.dueAt), new Date(), language) : '';
  const told = [
    t('intake:tell.taken', { number: ticket.number, code: ticket.code }),
    promise === undefined ? t('intake:tell.open') : t(`intake:tell.${promise.kind}`, { when }),
  ].join(language === 'zh' ? '' : ' ');
  const copy = async () => {
    await navigator.clipboard.writeText(told);
    void message.success(t('intake:copied'));
  };
  return (
    <div className={styles.told}>
      <div className={styles.quiet}>{t('intake:tellCustomer')}</div>
      <blockquote>{told}</blockquote>
      {navigator.clipboard !== undefined && (
        <Button size="small" onClick={() => void copy()}>
          {t('intake:copy')}
        </Button>
      )}
    </div>
  );
}
