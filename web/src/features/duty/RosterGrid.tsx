import { useQueries } from '@tanstack/react-query';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyShift, Roster } from '@/api/types';
import { useLanguage } from '@/i18n/language';
import { dayNames } from '@/i18n/time';
import { holidaysQuery } from './api';
import styles from './Duty.module.css';
import { cellOf, daysOf, hoursOf, type Span, shortNames, weekdayOf } from './days';

interface RosterGridProps {
  roster: Roster;
  today: string;
  span: Span;
  /** Absent for who only looks. */
  onDay?: (staffId: string, day: string) => void;
}

/** What the calendar says of days: 休 for holidays, 班 for weekend days that are worked. */
export function useHolidays(days: string[]) {
  const years = [...new Set(days.map((day) => Number(day.slice(0, 4))))];
  const answers = useQueries({ queries: years.map((year) => holidaysQuery(year)) });
  const known = new Map(answers.flatMap(({ data }) => data?.items ?? []).map((day) => [day.date, day]));
  return (day: string) => known.get(day);
}

/** People and days. The arrow keys go from day to day, Enter opens one. */
export function RosterGrid({ roster, today, span, onDay }: RosterGridProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const table = useRef<HTMLTableElement>(null);
  const days = daysOf(roster.from, roster.to);
  const holidayOf = useHolidays(days);
  const dayClass = (day: string) => {
    const holiday = holidayOf(day);
    const weekend = [0, 6].includes(weekdayOf(day));
    const off = holiday ? holiday.kind === 'off' : weekend;
    return `${off ? styles.offDay : ''} ${day === today ? styles.today : ''}`;
  };
  return (
    <div className={styles.scroll}>
      <table
        ref={table}
        className={`${styles.grid} ${styles[span]}`}
        aria-label={roster.unit.name}
        onKeyDown={(event) => go(event, table.current)}
      >
        <thead>
          <tr>
            <th scope="col">{t('duty:person')}</th>
            {days.map((day) => {
              const holiday = holidayOf(day);
              return (
                <th key={day} scope="col" className={dayClass(day)} title={holiday ? `${day} ${holiday.name}` : day}>
                  <span className={styles.weekday}>
                    {dayNames[language][weekdayOf(day)]?.slice(language === 'zh' ? 1 : 0, language === 'zh' ? 2 : 3)}
                  </span>
                  {Number(day.slice(8))}
                  {holiday && (
                    <em className={`${styles.holiday} ${styles[holiday.kind]}`}>{t(`duty:holiday.${holiday.kind}`)}</em>
                  )}
                </th>
              );
            })}
            <th scope="col">{t('duty:hours')}</th>
          </tr>
        </thead>
        <tbody>
          {roster.people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                {person.name}
                {person.guest && <small> {t('duty:guest')}</small>}
              </th>
              {days.map((day) => (
                <td key={day} className={dayClass(day)}>
                  <Cell
                    roster={roster}
                    person={person}
                    day={day}
                    shifts={cellOf(roster, person.id, day)}
                    whole={span === 'week'}
                    onOpen={onDay && (() => onDay(person.id, day))}
                  />
                </td>
              ))}
              <td className={styles.count}>{hoursOf(person.counted)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('duty:missing')}</th>
            {days.map((day) => {
              const gaps = roster.gaps.filter((gap) => gap.day === day);
              const missing = gaps.reduce((sum, gap) => sum + gap.need - gap.have, 0);
              const names = gaps.map((gap) => roster.kinds.find((kind) => kind.id === gap.kindId)?.name);
              return (
                <td key={day} className={dayClass(day)} title={names.join(' ')}>
                  {missing > 0 ? <b className={styles.short}>{missing}</b> : '·'}
                </td>
              );
            })}
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface CellProps {
  roster: Roster;
  person: { id: string; name: string };
  day: string;
  shifts: DutyShift[];
  whole: boolean;
  onOpen?: () => void;
}

function Cell({ roster, person, day, shifts, whole, onOpen }: CellProps) {
  const { t } = useTranslation();
  const short = shortNames(roster.kinds);
  const problems = roster.problems.filter((problem) => problem.staffId === person.id && problem.day === day);
  const kindOf = (shift: DutyShift) => roster.kinds.find((kind) => kind.id === shift.kindId);
  const words = [
    ...shifts.map(
      (shift) =>
        `${kindOf(shift)?.name ?? ''} ${kindOf(shift)?.hours ?? ''}${shift.state === 'published' ? '' : ` (${t(`duty:state.${shift.state}`)})`}`,
    ),
    ...problems.map((problem) => t(`duty:problem.${problem.sort}`)),
  ];
  const label = `${person.name} ${day} ${words.join(' · ') || t('duty:off')}`;
  const marks = (
    <>
      {shifts.map((shift) => (
        <span
          key={shift.id}
          className={`${styles.mark} ${styles[kindOf(shift)?.colour ?? 'grey']} ${styles[shift.state]}`}
        >
          {whole ? kindOf(shift)?.name : short.get(shift.kindId)}
        </span>
      ))}
      {problems.length > 0 && (
        <b className={styles.wrong} aria-hidden="true">
          !
        </b>
      )}
    </>
  );
  if (onOpen === undefined) return <span title={label}>{marks}</span>;
  return (
    <button type="button" className={styles.cell} aria-label={label} title={label} onClick={onOpen}>
      {marks}
    </button>
  );
}

/** Moves the focus between the days by the arrow keys. */
function go(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  const cell = (event.target as HTMLElement).closest('td');
  const row = cell?.parentElement as HTMLTableRowElement | null;
  if (!way || !cell || !row || !table) return;
  const next = table.rows[row.rowIndex + (way[0] ?? 0)]?.cells[cell.cellIndex + (way[1] ?? 0)];
  const button = next?.querySelector('button');
  if (!button) return;
  event.preventDefault();
  button.focus();
}
