import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure, Overview } from '@/api/types';
import { FigureLink } from '@/components/FigureLink';
import styles from './CustomerPage.module.css';
import { keptPercent, ticketFigures } from './figures';

/** How the customer is served, in figures; what counts tickets opens exactly those. */
export function Figures({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { figures, customer } = overview;
  const { counts } = customer;
  const of = ticketFigures(overview);
  const percent = keptPercent(figures);
  /** A second figure beside the first, nothing where it is none. */
  const beside = (name: 'openLate' | 'late' | 'openComplaints', figure: Figure, tone = '') =>
    figure.count > 0 && (
      <span className={tone}>
        {t(`customers:figure.${name}`)} <FigureLink figure={figure} label={t(`customers:figure.${name}`)} />
      </span>
    );
  return (
    <dl className={styles.figures} aria-label={t('customers:figures')}>
      <Cell
        name="open"
        value={<Linked name="open" figure={of.open} />}
        more={beside('openLate', of.openLate, styles.bad)}
      />
      <Cell name="filed" value={<Linked name="filed" figure={of.filed} />} more={beside('late', of.late)} />
      <Cell
        name="promises"
        value={percent === undefined ? '–' : `${percent}%`}
        more={
          percent === undefined
            ? t('customers:figure.noPromise')
            : t('customers:figure.kept', { kept: figures.promisesKept, broken: figures.promisesBroken })
        }
      />
      <Cell
        name="complaints"
        value={<Linked name="complaints" figure={of.complaints} />}
        more={beside('openComplaints', of.openComplaints, styles.bad)}
      />
      <Cell
        name="reopened"
        value={<Linked name="reopened" figure={of.reopened} />}
        more={t('customers:figure.reopenedNote')}
      />
      <Score overview={overview} />
      <Cell
        name="terminals"
        value={counts.activeTerminals.toLocaleString('en')}
        more={t('customers:figure.allTerminals', { count: counts.terminals })}
      />
      <Cell
        name="suspended"
        value={<span className={counts.suspended > 0 ? styles.bad : ''}>{counts.suspended}</span>}
        more={t('customers:figure.allSubscriptions', { count: counts.subscriptions })}
      />
    </dl>
  );
}

function Linked({ name, figure }: { name: string; figure: Figure }) {
  const { t } = useTranslation();
  return <FigureLink figure={figure} label={t(`customers:figure.${name}`)} />;
}

function Cell({ name, value, more }: { name: string; value: ReactNode; more?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.figure}>
      <dt>{t(`customers:figure.${name}`)}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={styles.more}>{more}</dd>
    </div>
  );
}

/** The mean of the ratings; what was written with the last one stands behind it. */
function Score({ overview: { figures, rating } }: { overview: Overview }) {
  const { t } = useTranslation();
  if (figures.score === null) return <Cell name="score" value="–" more={t('customers:figure.noRating')} />;
  const mean = figures.score.toFixed(1);
  const value = rating?.comment ? (
    <Tooltip title={rating.comment} trigger={['hover', 'focus', 'click']}>
      <button type="button" className={styles.bare}>
        {mean}
      </button>
    </Tooltip>
  ) : (
    mean
  );
  return <Cell name="score" value={value} more={t('customers:figure.ratings', { count: figures.ratings })} />;
}
