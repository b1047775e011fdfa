import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { UnitWatch } from '@/api/types';
import { FigureLink } from '@/components/FigureLink';
import { Panel } from '@/components/Page';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { durationWords } from '@/i18n/time';
import styles from './Watch.module.css';
import { figures } from './watch';

/** A line a unit, in the order of the tree: how much it has and how that stands. */
export function Units({ units }: { units: UnitWatch[] }) {
  const { t } = useTranslation();
  return (
    <Panel>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('watch:unit')}</th>
              {figures.map(({ name }) => (
                <th key={name} scope="col" className={styles.figure}>
                  {t(`watch:figure.${name}`)}
                </th>
              ))}
              <th scope="col" className={styles.wait}>
                {t('watch:waiting')}
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map((row) => (
              <Row key={row.unit.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Row({ row }: { row: UnitWatch }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const idle = figures.every(({ name }) => row[name].count === 0);
  const waited =
    row.waitingSince && durationWords((now.getTime() - new Date(row.waitingSince).getTime()) / 60_000, language);
  return (
    <tr className={idle ? styles.idle : undefined}>
      <th scope="row" style={{ paddingInlineStart: 12 + row.depth * 16 }}>
        <Link to="/watch" search={(before) => ({ ...before, unit: row.unit.id })}>
          {row.unit.name}
        </Link>
      </th>
      {figures.map(({ name, tone }) => (
        <td
          key={name}
          data-name={t(`watch:figure.${name}`)}
          className={`${styles.figure} ${row[name].count > 0 ? styles[tone] : styles.none}`}
        >
          <FigureLink figure={row[name]} label={`${row.unit.name} ${t(`watch:figure.${name}`)}`} />
        </td>
      ))}
      <td className={styles.wait} data-name={t('watch:waiting')}>
        {waited && (
          <Link to="/inbox" search={{ unit: row.unit.id, state: 'sent' }}>
            {waited}
          </Link>
        )}
      </td>
    </tr>
  );
}
