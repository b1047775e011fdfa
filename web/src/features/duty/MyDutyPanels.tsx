import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import type { DutySwap, MyDuty, MyShift, SwapStep } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { Panel } from '@/components/Page';
import { StaffPicker } from '@/components/pickers';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { dayNames, hourWords } from '@/i18n/time';
import { myDutyQuery, offerShift, renewCalendar, stepSwap, touches } from './api';
import styles from './Duty.module.css';
import { weekdayOf } from './days';

/** One's own shifts, the swaps that concern one, and the address of one's calendar. */
export function MyDutyPanels() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(myDutyQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={8} />;
  return (
    <div className={styles.halves}>
      <Panel title={t('duty:myShifts')}>
        {data.shifts.length === 0 ? (
          <EmptyState title={t('duty:noShifts')} hint={t('duty:noShiftsHint')} />
        ) : (
          <ul className={styles.list}>
            {data.shifts.map((shift) => (
              <ShiftLine key={shift.id} shift={shift} />
            ))}
          </ul>
        )}
      </Panel>
      <div className={styles.stack}>
        <Panel title={t('duty:swaps')}>
          {data.swaps.length === 0 ? (
            <EmptyState title={t('duty:noSwaps')} hint={t('duty:noSwapsHint')} />
          ) : (
            <ul className={styles.list}>
              {data.swaps.map((swap) => (
                <SwapLine key={swap.id} swap={swap} />
              ))}
            </ul>
          )}
        </Panel>
        <CalendarPanel duty={data} />
      </div>
    </div>
  );
}

function ShiftLine({ shift }: { shift: MyShift }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const [offering, setOffering] = useState(false);
  const begun = new Date(shift.startsAt) <= now;
  return (
    <li>
      <span className={styles.when}>
        {shift.day} <small>{dayNames[language][weekdayOf(shift.day)]}</small>
      </span>
      <span className={`${styles.mark} ${styles[shift.colour]}`}>{shift.shift}</span>
      <span className={styles.facts}>
        {hourWords(new Date(shift.startsAt))}–{hourWords(new Date(shift.endsAt))} · {shift.unit.name}
        {shift.post !== '' && ` · ${shift.post}`}
      </span>
      {shift.offered && <em>{t('duty:offered')}</em>}
      {!begun && !shift.offered && (
        <Button
          size="small"
          aria-label={`${t('duty:swap')}: ${shift.day} ${shift.shift}`}
          onClick={() => setOffering(true)}
        >
          {t('duty:swap')}
        </Button>
      )}
      {offering && <OfferDialog shift={shift} onClose={() => setOffering(false)} />}
    </li>
  );
}

function OfferDialog({ shift, onClose }: { shift: MyShift; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <FormModal<{ to: string; reason?: string }>
      title={t('duty:offerTitle', { day: shift.day, shift: shift.shift })}
      okText={t('duty:offer')}
      width={440}
      initial={{ to: 'all' }}
      submit={({ to, reason = '' }) => offerShift(shift.id, to === 'all' ? undefined : to, reason)}
      touches={touches}
      done={t('duty:offerDone')}
      onClose={onClose}
    >
      <Form.Item name="to" label={t('duty:offerTo')} extra={t('duty:offerHint')}>
        <StaffPicker
          filter={{ unit: shift.unit.id }}
          except={me.id}
          first={{ value: 'all', label: t('duty:whoever') }}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('duty:reason')}>
        <Input maxLength={300} />
      </Form.Item>
    </FormModal>
  );
}

/** One swap: what it is about, how far it is, and what the person can do. */
function SwapLine({ swap }: { swap: DutySwap }) {
  const { t } = useTranslation();
  const step = useChange((to: SwapStep) => stepSwap(swap.id, to), { touches, done: t('duty:stepDone') });
  const who = swap.taken ?? swap.to;
  return (
    <li>
      <span className={styles.facts}>
        <b>
          {swap.from.name} → {who?.name ?? t('duty:whoever')}
        </b>{' '}
        {swap.day} {swap.shift} {hourWords(new Date(swap.startsAt))}–{hourWords(new Date(swap.endsAt))}
        <br />
        <small>
          {t(`duty:swapState.${swap.state}`)}
          {swap.decided && ` · ${swap.decided.name}`} · <Time at={swap.changedAt} />
          {swap.reason !== '' && ` · ${swap.reason}`}
          {swap.answer !== '' && ` · ${swap.answer}`}
        </small>
      </span>
      {(swap.may as SwapStep[]).map((to) => (
        <Button
          key={to}
          size="small"
          type={to === 'take' || to === 'approve' ? 'primary' : 'default'}
          loading={step.isPending}
          aria-label={`${t(`duty:step.${to}`)}: ${swap.from.name} ${swap.day}`}
          onClick={() => step.mutate(to)}
        >
          {t(`duty:step.${to}`)}
        </Button>
      ))}
    </li>
  );
}

function CalendarPanel({ duty }: { duty: MyDuty }) {
  const { t } = useTranslation();
  const renew = useChange(renewCalendar, { touches });
  const path = renew.data?.path ?? '';
  return (
    <Panel title={t('duty:calendar')}>
      <div className={styles.inner}>
        <p className={styles.quiet}>{t('duty:calendarHint')}</p>
        {path !== '' && (
          <Alert
            type="info"
            title={t('duty:calendarOnce')}
            description={<Typography.Text copyable>{`${window.location.origin}${path}`}</Typography.Text>}
          />
        )}
        {duty.feed && path === '' && (
          <p>
            {t('duty:calendarSince')} <Time at={duty.feed} as="exact" />
          </p>
        )}
        <span className={styles.bar}>
          <Button loading={renew.isPending} onClick={() => renew.mutate(true)}>
            {t(duty.feed ? 'duty:calendarRenew' : 'duty:calendarMake')}
          </Button>
          {duty.feed && (
            <Popconfirm
              title={t('duty:calendarEndAsk')}
              okText={t('duty:calendarEnd')}
              cancelText={t('common:cancel')}
              onConfirm={() => renew.mutate(false)}
            >
              <Button type="text">{t('duty:calendarEnd')}</Button>
            </Popconfirm>
          )}
        </span>
      </div>
    </Panel>
  );
}
