import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Switch } from 'antd';
import { Fragment, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { useMay } from '@/api/session';
import type { Calendar } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { Page, Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import { weekLines, weekOrder, zoneWords } from '@/i18n/week';
import { type CalendarBody, calendarsQuery, saveCalendar, uncovered } from './calendars';
import { HolidaysPanel } from './HolidaysPanel';
import styles from './Settings.module.css';

/** Working time, public holidays and make-up days. */
export function CalendarsPage() {
  const { t } = useTranslation();
  const may = useMay('rules.manage');
  const { data: calendars, error, refetch } = useQuery(calendarsQuery);
  const [form, setForm] = useState<{ calendar?: Calendar }>();
  return (
    <Page
      title={t('settings:calendars.title')}
      extra={may && <Button onClick={() => setForm({})}>{t('people:calendars.add')}</Button>}
    >
      <p className={styles.intro}>{t('settings:calendars.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && calendars === undefined && <LoadingState rows={10} />}
      {calendars !== undefined && (
        <div className={styles.stack}>
          <div className={styles.cards}>
            {calendars.map((calendar) => (
              <Card key={calendar.code} calendar={calendar} onEdit={may ? () => setForm({ calendar }) : undefined} />
            ))}
          </div>
          <HolidaysPanel mayImport={may} />
        </div>
      )}
      {form && <CalendarForm calendar={form.calendar} onClose={() => setForm(undefined)} />}
    </Page>
  );
}

function Card({ calendar, onEdit }: { calendar: Calendar; onEdit?: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const localDays = calendar.days.split('\n').filter((line) => /^\d/.test(line)).length;
  const open = calendar.holidays ? uncovered(calendar.coveredYears, new Date().getFullYear()) : [];
  return (
    <Panel
      title={names.in(calendar)}
      extra={
        onEdit && (
          <Button
            size="small"
            type="text"
            onClick={onEdit}
            aria-label={`${t('settings:change')}: ${names.in(calendar)}`}
          >
            {t('settings:change')}
          </Button>
        )
      }
    >
      <div className={styles.inner}>
        <dl className={styles.week}>
          {weekLines(calendar.week, language).map(({ days, hours }) => (
            <Fragment key={days}>
              <dt>{days}</dt>
              <dd>{hours || <span className={styles.quiet}>{t('settings:calendars.free')}</span>}</dd>
            </Fragment>
          ))}
        </dl>
        <p className={styles.quiet}>
          {zoneWords(calendar.zone, language)} ·{' '}
          {calendar.holidays ? t('settings:calendars.withHolidays') : t('settings:calendars.withoutHolidays')}
          {localDays > 0 && ` · ${t('people:calendars.local', { count: localDays })}`}
        </p>
        {open.length > 0 && (
          <div className={styles.warning} role="note">
            {t('settings:calendars.uncovered', { years: open.join(', ') })}
          </div>
        )}
      </div>
    </Panel>
  );
}

const newWeek = ['', ...Array<string>(5).fill('09:00-18:00'), ''];

/** Makes a calendar, or changes one. */
function CalendarForm({ calendar, onClose }: { calendar?: Calendar; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const needed = [{ required: true, message: t('settings:fillIn') }];
  const submit = ({ code, ...values }: CalendarBody & { code?: string }) =>
    saveCalendar(calendar?.code ?? code ?? '', {
      ...values,
      week: values.week.map((hours) => hours.trim()),
      version: calendar?.version ?? 0,
    });
  return (
    <FormModal<CalendarBody & { code?: string }>
      title={calendar ? t('settings:calendars.changing', { name: names.in(calendar) }) : t('people:calendars.add')}
      initial={calendar ? { ...calendar } : { zone: 'Asia/Shanghai', week: newWeek, holidays: true }}
      submit={submit}
      touches={[['rules']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="zh" label={t('settings:zh')} rules={needed}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="en" label={t('settings:en')} rules={needed}>
          <Input autoComplete="off" />
        </Form.Item>
      </div>
      {calendar === undefined && (
        <Form.Item
          name="code"
          label={t('people:calendars.code')}
          extra={t('settings:policies.codeHint')}
          rules={needed}
        >
          <Input autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="zone" label={t('settings:calendars.zone')} rules={needed}>
        <Input autoComplete="off" />
      </Form.Item>
      <p className={styles.quiet}>{t('settings:calendars.weekHint')}</p>
      <Form.Item name="week">
        <WeekInput />
      </Form.Item>
      <Form.Item
        name="holidays"
        valuePropName="checked"
        label={t('settings:calendars.holidays')}
        extra={t('settings:calendars.withHolidays')}
      >
        <Switch />
      </Form.Item>
      <Form.Item name="days" label={t('people:calendars.days')} extra={t('people:calendars.daysHint')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} placeholder="2027-04-08,off,三月三" />
      </Form.Item>
    </FormModal>
  );
}

interface WeekInputProps {
  value?: string[];
  onChange?: (week: string[]) => void;
}

/** The working hours of each day, one line a day. */
function WeekInput({ value = [], onChange }: WeekInputProps) {
  const { t } = useTranslation();
  const own = useId();
  return (
    <div className={styles.weekInput}>
      {weekOrder.map((day) => (
        <Fragment key={day}>
          <label htmlFor={`${own}-${day}`}>{t(`settings:day.${day}`)}</label>
          <Input
            id={`${own}-${day}`}
            autoComplete="off"
            placeholder={t('settings:calendars.free')}
            value={value[day]}
            onChange={(e) => onChange?.(value.map((hours, at) => (at === day ? e.target.value : hours)))}
          />
        </Fragment>
      ))}
    </div>
  );
}
