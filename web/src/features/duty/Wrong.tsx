import { useTranslation } from 'react-i18next';
import type { DutyProblem, Roster } from '@/api/types';
import styles from './Duty.module.css';

const shown = 12;

/** What is wrong with shifts, and which have too few people. */
export function Wrong({ roster, only }: { roster: Roster; only?: { problems: DutyProblem[]; gaps: Roster['gaps'] } }) {
  const { t } = useTranslation();
  const { problems, gaps } = only ?? roster;
  if (problems.length + gaps.length === 0) return null;
  const nameOf = (id: string) => roster.people.find((person) => person.id === id)?.name ?? '';
  const kindOf = (id: string) => roster.kinds.find((kind) => kind.id === id)?.name ?? '';
  const lines = [
    ...problems.map((one) => ({
      key: `${one.shiftId} ${one.sort}`,
      words: `${one.day} ${nameOf(one.staffId)}: ${t(`duty:problem.${one.sort}`)}`,
    })),
    ...gaps.map((gap) => ({
      key: `${gap.day} ${gap.kindId}`,
      words: t('duty:gap', { day: gap.day, kind: kindOf(gap.kindId), have: gap.have, need: gap.need }),
    })),
  ];
  return (
    <div className={styles.notes} role="note">
      <ul>
        {lines.slice(0, shown).map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
      {lines.length > shown && <span>{t('duty:more', { count: lines.length - shown })}</span>}
    </div>
  );
}
