import { PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import type { CareVisit, Overview } from '@/api/types';
import type { TaskDoing } from '@/components/care/TaskForms';
import { TaskLine } from '@/components/care/TaskLine';
import { Panel } from '@/components/Page';
import styles from './CustomerPage.module.css';
import { Nothing } from './Part';

const TaskForms = lazy(() => import('@/components/care/TaskForms'));
const VisitForm = lazy(() => import('./forms/VisitForm'));

/** Needs, opportunities and everything else owed to the customer. */
export function Care({ overview: { customer, tasks } }: { overview: Overview }) {
  const { t } = useTranslation();
  const mayDo = useMay('customer.write', 'handoff.work');
  const [doing, setDoing] = useState<TaskDoing>();
  const record = () => setDoing({ what: 'add', customerId: customer.id });
  return (
    <Panel
      title={t('care:tasks')}
      extra={
        <span className={styles.panelActions}>
          {mayDo && (
            <Button size="small" icon={<PlusOutlined />} onClick={record}>
              {t('care:need')}
            </Button>
          )}
          <Link to="/care" search={{ customer: customer.id }}>
            {t('care:all')}
          </Link>
        </span>
      }
    >
      {tasks.length === 0 && <Nothing words={t('care:noTasks')} hint={t('care:noTasksHint')} />}
      <ul className={styles.rows}>
        {tasks.map((task) => (
          <TaskLine
            key={task.id}
            task={task}
            onEnd={mayDo ? () => setDoing({ what: 'end', task }) : undefined}
            onChange={mayDo ? () => setDoing({ what: 'change', task }) : undefined}
          />
        ))}
      </ul>
      {doing && (
        <Suspense>
          <TaskForms doing={doing} onClose={() => setDoing(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}

/** Journeys to the customer, planned and made. */
export function Visits({ overview: { customer, visits } }: { overview: Overview }) {
  const { t } = useTranslation();
  const mayDo = useMay('customer.write', 'handoff.work');
  const [doing, setDoing] = useState<{ visit?: CareVisit }>();
  return (
    <Panel
      title={t('care:visits')}
      extra={
        mayDo && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            aria-label={t('care:visit')}
            title={t('care:visit')}
            onClick={() => setDoing({})}
          />
        )
      }
    >
      {visits.length === 0 && <Nothing words={t('care:noVisits')} hint={t('care:noVisitsHint')} />}
      <ul className={styles.rows}>
        {visits.map((visit) => (
          <li key={visit.id} className={styles.item}>
            <div className={styles.itemHead}>
              <strong>{visit.day}</strong>
              <span>{t(`care:visitState.${visit.state}`)}</span>
              <span className={styles.quiet}>{[visit.staff.name, visit.site?.name].filter(Boolean).join(' · ')}</span>
              {mayDo && (
                <Button
                  type="text"
                  size="small"
                  className={styles.push}
                  aria-label={`${t('care:visiting')}: ${visit.purpose}`}
                  onClick={() => setDoing({ visit })}
                >
                  {t('care:change')}
                </Button>
              )}
            </div>
            <div>{visit.purpose}</div>
            {visit.result !== '' && <div className={styles.quiet}>{visit.result}</div>}
          </li>
        ))}
      </ul>
      {doing && (
        <Suspense>
          <VisitForm customer={customer} visit={doing.visit} onClose={() => setDoing(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}
