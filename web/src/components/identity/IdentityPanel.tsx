import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '@/api/types';
import { Panel } from '@/components/Page';
import { Personal } from '@/components/personal/Personal';
import { ErrorState } from '@/components/states';
import { Time } from '@/components/Time';
import { listWords, useLanguage } from '@/i18n/language';
import { type Evidence, identityQuery, type Sheet, type Status, type Task } from './api';
import type { Dialog } from './Dialogs';
import styles from './Identity.module.css';
import { type Doing, enforcing, stepsOf, toneOf, waits } from './words';

const Dialogs = lazy(() => import('./Dialogs'));

/** Who the customer has shown to be, what is asked of him, and what comes next. */
export function IdentityPanel({ customer, status }: { customer: Customer; status: Status | null }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(identityQuery(customer.id));
  const [dialog, setDialog] = useState<Dialog>();
  const now = data?.status ?? status;
  const none = data?.evidence.length === 0;
  const asked = data?.tasks.some(({ endedAt }) => endedAt === undefined);
  const add = () => setDialog({ what: 'record' });
  return (
    <Panel
      title={t('identity:title')}
      extra={
        data?.may.keep && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            aria-label={t('identity:record')}
            title={t('identity:record')}
            onClick={add}
          />
        )
      }
    >
      {now && <StatusLine status={now} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Documents sheet={data} customer={customer} onDo={setDialog} />}
      {data?.may.keep && (none || !asked) && (
        <div className={styles.buttons}>
          {none && (
            <Button size="small" type="primary" onClick={add}>
              {t('identity:record')}
            </Button>
          )}
          {!asked && (
            <Button size="small" onClick={() => setDialog({ what: 'ask' })}>
              {t('identity:ask')}
            </Button>
          )}
        </div>
      )}
      {dialog && (
        <Suspense>
          <Dialogs dialog={dialog} about={customer} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}

/** How it stands, in one line. */
function StatusLine({ status }: { status: Status }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const facts = [
    status.lacks.length > 0 &&
      t('identity:lacks', {
        list: listWords(
          status.lacks.map((role) => t(`identity:role.${role}`)),
          language,
        ),
      }),
    status.dueOn !== '' && t('identity:dueBy', { day: status.dueOn }),
    status.until !== '' && t('identity:until', { day: status.until }),
    status.checked !== '' && t('identity:checkedOn', { day: status.checked }),
  ];
  return (
    <div className={styles.line}>
      <span className={`${styles.state} ${styles[toneOf(status.state)]}`}>{t(`identity:state.${status.state}`)}</span>
      {facts.filter(Boolean).map((words) => (
        <span key={String(words)} className={styles.quiet}>
          {words}
        </span>
      ))}
    </div>
  );
}

interface DocumentsProps {
  sheet: Sheet;
  customer: Customer;
  onDo: (dialog: Dialog) => void;
}

function Documents({ sheet, customer, onDo }: DocumentsProps) {
  const { t } = useTranslation();
  const counting = sheet.evidence.filter(({ endedAt }) => endedAt === undefined);
  const ended = sheet.evidence.filter(({ endedAt }) => endedAt !== undefined);
  const [waiting, past] = [true, false].map((is) =>
    sheet.tasks.filter(({ endedAt }) => (endedAt === undefined) === is),
  );
  const line = (evidence: Evidence) => (
    <Document key={evidence.id} evidence={evidence} sheet={sheet} customer={customer} onDo={onDo} />
  );
  return (
    <>
      {sheet.shared > 0 && (
        <Alert
          type={sheet.shared + 1 > sheet.rules.most ? 'warning' : 'info'}
          showIcon
          title={t('identity:shared', { count: sheet.shared })}
          description={sheet.others.map((other) => (
            <div key={other.id}>
              <Link to="/customers/$id" params={{ id: other.id }}>
                {other.number} {other.name}
              </Link>
            </div>
          ))}
        />
      )}
      <ul className={styles.list}>
        {waiting?.map((task) => (
          <Check key={task.id} task={task} onDo={onDo} />
        ))}
        {counting.map(line)}
      </ul>
      {(ended.length > 0 || (past?.length ?? 0) > 0) && (
        <details className={styles.more}>
          <summary>{t('identity:before')}</summary>
          <ul className={styles.list}>
            {past?.map((task) => (
              <Check key={task.id} task={task} onDo={onDo} />
            ))}
            {ended.map(line)}
          </ul>
        </details>
      )}
    </>
  );
}

function Document({ evidence, sheet, customer, onDo }: DocumentsProps & { evidence: Evidence }) {
  const { t } = useTranslation();
  const over = evidence.endedAt !== undefined;
  const terminal = customer.terminals.find(({ id }) => id === evidence.terminalId);
  const how = t('identity:checkedBy', {
    how: t(`identity:how.${evidence.how}`),
    by: [evidence.dealer, evidence.checkedBy || t('identity:program')].filter(Boolean).join(' · '),
  });
  const card = evidence.card === 'usual' ? '' : `${t(`identity:card.${evidence.card}`)} · ${evidence.cardUse}`;
  return (
    <li className={over ? styles.ended : undefined}>
      <div className={styles.head}>
        <strong>{evidence.holder}</strong>
        <span className={styles.quiet}>{t(`identity:role.${evidence.role}`)}</span>
        {!over && sheet.may.keep && (
          <Button
            type="text"
            size="small"
            className={styles.push}
            icon={<CloseOutlined />}
            aria-label={t('identity:withdrawOf', { number: evidence.number })}
            title={t('identity:withdraw')}
            onClick={() => onDo({ what: 'withdraw', evidence })}
          />
        )}
      </div>
      <div className={styles.head}>
        <span>{t(`identity:document.${evidence.kind}`)}</span>
        <Personal
          value={evidence.number}
          hidden={{ of: 'evidence', id: evidence.id, field: 'number' }}
          name={t('identity:numberOf', { who: evidence.holder })}
          may={sheet.may.reveal}
        />
      </div>
      <div className={styles.quiet}>
        {[
          evidence.validUntil === '' ? t('identity:endless') : t('identity:until', { day: evidence.validUntil }),
          evidence.purpose,
          card,
          terminal && (terminal.number || terminal.serial),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <div className={styles.quiet}>
        {how} · <Time at={evidence.checkedAt} as="day" />
        {over &&
          ` · ${evidence.endReason === '' ? t('identity:replaced') : t('identity:withdrawnFor', { reason: evidence.endReason })}`}
      </div>
    </li>
  );
}

/** A check that is asked for: how far it is, what was done, what can be done next. */
function Check({ task, onDo }: { task: Task; onDo: (dialog: Dialog) => void }) {
  const { t } = useTranslation();
  const may = (step: Doing) => (enforcing(step) ? task.may.enforce : task.may.keep);
  return (
    <li>
      <div className={styles.head}>
        <strong>{t(`identity:why.${task.reason}`)}</strong>
        <span className={styles.quiet}>{t(`identity:taskState.${task.state}`)}</span>
      </div>
      <div className={styles.quiet}>
        {task.note} · {t('identity:dueBy', { day: task.dueOn })}
      </div>
      <ol className={styles.steps}>
        {task.steps.map((step) => (
          <li key={step.id}>
            <Time at={step.at} as="short" /> {t(`identity:step.${step.step}`)} · {step.by || t('identity:rule.name')}
            {step.via !== '' && ` · ${t(`identity:vias.${step.via}`)}`} · {step.reason}
          </li>
        ))}
      </ol>
      <div className={styles.inline}>
        {stepsOf(task)
          .filter(may)
          .map((step) => (
            <Button
              key={step}
              size="small"
              disabled={waits(step, task)}
              title={waits(step, task) ? t('identity:notBefore', { day: task.stepOn }) : undefined}
              onClick={() => onDo({ what: 'step', task, step })}
            >
              {t(`identity:step.${step}`)}
              {waits(step, task) && ` · ${t('identity:notBefore', { day: task.stepOn })}`}
            </Button>
          ))}
      </div>
    </li>
  );
}
