import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKindNames } from '@/api/care';
import { useNames } from '@/api/catalogue';
import type { CareTask } from '@/api/types';
import styles from './Care.module.css';

interface TaskLineProps {
  task: CareTask;
  /** Whether the customer is named: on his own page he is not. */
  named?: boolean;
  onEnd?: (task: CareTask) => void;
  onChange?: (task: CareTask) => void;
}

/** One thing owed to a customer: what, by whom, until when, and what came of it. */
export function TaskLine({ task, named = false, onEnd, onChange }: TaskLineProps) {
  const { t } = useTranslation();
  const kindName = useKindNames();
  const names = useNames();
  const kind = kindName(task.kind);
  const about = [
    task.owner?.name ?? t('care:nobody', { unit: task.unit.name }),
    task.raisedBy,
    task.channel !== '' && names.of('channels', task.channel),
    task.plan && t('care:byPlan', { name: names.in(task.plan) }),
    task.recordedBy && t('care:by', { name: task.recordedBy.name }),
  ].filter(Boolean);
  const open = task.state === 'open';
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <strong>{kind}</strong>
        {named && (
          <Link to="/customers/$id" params={{ id: task.customer.id }}>
            {task.customer.name}
          </Link>
        )}
        <span className={task.overdue ? styles.late : styles.quiet}>
          {open ? task.dueOn : `${t(`care:state.${task.state}`)} ${task.doneOn}`}
          {task.overdue && ` ${t('care:overdue')}`}
        </span>
        <span className={styles.push}>
          {onChange && open && (
            <Button
              size="small"
              type="text"
              aria-label={`${t('care:change')}: ${task.words}`}
              onClick={() => onChange(task)}
            >
              {t('care:change')}
            </Button>
          )}
          {onEnd && open && (
            <Button size="small" aria-label={`${t('care:end')}: ${task.words}`} onClick={() => onEnd(task)}>
              {t('care:end')}
            </Button>
          )}
        </span>
      </div>
      <div className={styles.words}>{task.words}</div>
      {!open && (
        <div className={styles.words}>
          → {task.result || (task.state === 'dropped' && task.planId !== '' ? t('care:planChanged') : '')}
        </div>
      )}
      <div className={styles.quiet}>
        {about.join(' · ')}
        {task.ticketNumber !== '' && (
          <>
            {' · '}
            <Link to="/tickets/$id" params={{ id: task.ticketNumber }}>
              {t('care:onTicket', { number: task.ticketNumber })}
            </Link>
          </>
        )}
      </div>
    </li>
  );
}
