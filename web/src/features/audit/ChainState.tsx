import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Progress, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditCheck, AuditState } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import styles from './Audit.module.css';
import { auditStateQuery, isRunning, startCheck } from './audit';

/** Whether the log is as it was written, by its last check, and the means to check it now. */
export function ChainState() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery(auditStateQuery(useLanguage()));
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={2} />;
  return (
    <div className={styles.state}>
      <Panel>
        <div className={styles.stateRow}>
          <div className={styles.found} role="status">
            <Found state={data} />
          </div>
          <Button disabled={isRunning(data)} onClick={() => setAsking(true)}>
            {t('audit:check.start')}
          </Button>
        </div>
        {data.check?.report?.ok === false && <Problems report={data.check.report} />}
        <Feed state={data} />
      </Panel>
      {asking && <AskDialog head={data.head} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** What the last check has found, or how far it is. */
function Found({ state: { check, head } }: { state: AuditState }) {
  const { t } = useTranslation();
  if (check === null) {
    return (
      <>
        <MinusCircleOutlined className={styles.quiet} aria-hidden /> {t('audit:check.never', { count: head.seq })}
      </>
    );
  }
  if (check.report === null) {
    const percent = check.of > 0 ? Math.floor((100 * check.done) / check.of) : 0;
    return (
      <>
        <span>{t('audit:check.running', { done: check.done, all: check.of })}</span>
        <Progress percent={percent} size="small" className={styles.progress} aria-label={t('audit:check.progress')} />
      </>
    );
  }
  const { ok, entries, noted } = check.report;
  return (
    <>
      {ok ? (
        <CheckCircleFilled className={styles.good} aria-hidden />
      ) : (
        <CloseCircleFilled className={styles.bad} aria-hidden />
      )}{' '}
      <strong>{t(ok ? 'audit:check.whole' : 'audit:check.broken', { count: entries })}</strong>
      {ok && noted !== undefined && <span> {t('audit:check.asNoted', { seq: noted.seq })}</span>}
      <span className={styles.quiet}>
        {' '}
        {check.by} · <Time at={check.endedAt ?? check.askedAt} as="day" />
      </span>
    </>
  );
}

function Problems({ report }: { report: NonNullable<AuditCheck['report']> }) {
  const { t } = useTranslation();
  return (
    <div className={styles.problems} role="alert">
      <ul>
        {report.problems.map((problem) => (
          <li key={`${problem.kind} ${problem.seq}`}>{problem.detail}</li>
        ))}
        {report.more && <li>{t('audit:check.more')}</li>}
      </ul>
      <p>{t('audit:check.whatToDo')}</p>
    </div>
  );
}

/** How far the collector elsewhere has the log. */
function Feed({ state: { feed } }: { state: AuditState }) {
  const { t } = useTranslation();
  if (feed === null) return null;
  return (
    <p className={styles.feed}>
      {feed.waiting === 0 ? t('audit:feed.all') : t('audit:feed.waiting', { count: feed.waiting })}
      {feed.error !== '' && feed.waiting > 0 && (
        <>
          {' '}
          <span lang="en">{feed.error}</span>
        </>
      )}
    </p>
  );
}

function AskDialog({ head, onClose }: { head: AuditState['head']; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal<{ noted?: string }>
      title={t('audit:check.title')}
      okText={t('audit:check.begin')}
      submit={startCheck}
      touches={[['audit']]}
      onClose={onClose}
    >
      <p>{t('audit:check.hint')}</p>
      <Form.Item name="noted" label={t('audit:check.noted')} extra={t('audit:check.notedHint')}>
        <Input autoComplete="off" spellCheck={false} autoFocus />
      </Form.Item>
      {head.seq > 0 && (
        <p className={styles.head}>
          {t('audit:check.headNow')}
          <br />
          <Typography.Text
            code
            copyable={{ tooltips: [t('audit:check.copy'), t('audit:check.copied')] }}
          >{`${head.seq}:${head.hash}`}</Typography.Text>
        </p>
      )}
    </FormModal>
  );
}
