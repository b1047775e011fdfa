import { useTranslation } from 'react-i18next';
import type { Roster } from '@/api/types';
import { useLanguage } from '@/i18n/language';
import { dayNames } from '@/i18n/time';
import styles from './Duty.module.css';
import { daysOf, weekdayOf } from './days';
import { useHolidays } from './RosterGrid';

/** A roster day by day, for a phone: who has which shift. */
export function DayList({ roster, today }: { roster: Roster; today: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = daysOf(roster.from, roster.to);
  const holidayOf = useHolidays(days);
  const nameOf = (id: string) => roster.people.find((person) => person.id === id)?.name ?? '';
  return (
    <ol className={styles.days}>
      {days.map((day) => {
        const holiday = holidayOf(day);
        const of = (kindId?: string) => roster.shifts.filter((shift) => shift.day === day && shift.kindId === kindId);
        const kinds = roster.kinds.filter((kind) => of(kind.id).length > 0);
        return (
          <li key={day} className={day === today ? styles.nowDay : ''}>
            <h3>
              {day.slice(5)} {dayNames[language][weekdayOf(day)]} {holiday && <em>{holiday.name}</em>}
            </h3>
            {kinds.length === 0 && <span className={styles.quiet}>{t('duty:nobody')}</span>}
            {kinds.map((kind) => (
              <p key={kind.id}>
                <span className={`${styles.mark} ${styles[kind.colour]}`}>{kind.name}</span>{' '}
                {of(kind.id).map((shift) => (
                  <span key={shift.id} className={styles[shift.state]}>
                    {nameOf(shift.staffId)}{' '}
                  </span>
                ))}
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
