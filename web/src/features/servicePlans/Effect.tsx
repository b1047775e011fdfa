import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { planEffectQuery } from '@/api/care';
import type { Figure, ServicePlan } from '@/api/types';
import { FigureLink } from '@/components/FigureLink';
import { searchOf } from '@/components/figure';
import { ErrorState, LoadingState } from '@/components/states';
import styles from './ServicePlans.module.css';

const outcomes = ['onTime', 'late', 'missed', 'ahead', 'dropped'] as const;
const sides = ['under', 'before', 'others'] as const;

/** Who has the plan, what was done of what it asks for, and what was kept; every number opens its list. */
export function Effect({ plan }: { plan: ServicePlan }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(planEffectQuery(plan.id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState rows={3} />;
  const via = (['segment', 'contract', 'hand'] as const).filter((way) => data.via[way] > 0);
  return (
    <>
      <ul className={styles.facts}>
        <li>
          {t('care:plans.members')} <Count figure={data.members} to="/customers" label={t('care:plans.members')} />
          {via.length > 0 && (
            <span className={styles.quiet}>
              {' '}
              {via.map((way) => `${t(`care:planVia.${way}`)} ${data.via[way]}`).join(' · ')}
            </span>
          )}
        </li>
        <li>
          {t('care:plans.given')} <Count figure={data.given} to="/care" label={t('care:plans.given')} />
        </li>
        {outcomes.map((name) => (
          <li key={name}>
            {t(`care:outcomeIs.${name}`)} <Count figure={data[name]} to="/care" label={t(`care:outcomeIs.${name}`)} />
          </li>
        ))}
      </ul>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('care:plans.effectSince', { day: data.since.slice(0, 10) })}</th>
            <th scope="col">{t('care:plans.tickets')}</th>
            <th scope="col">{t('care:plans.broken')}</th>
            <th scope="col">{t('care:plans.share')}</th>
          </tr>
        </thead>
        <tbody>
          {sides.map((side) => (
            <tr key={side}>
              <th scope="row">{t(`care:plans.${side}`)}</th>
              <td>
                <FigureLink figure={data[side].tickets} label={t(`care:plans.${side}`)} />
              </td>
              <td>
                <FigureLink
                  figure={data[side].broken}
                  label={`${t(`care:plans.${side}`)}, ${t('care:plans.broken')}`}
                />
              </td>
              <td>{share(data[side].broken.count, data[side].tickets.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const share = (part: number, all: number) => (all === 0 ? '–' : `${Math.round((100 * part) / all)}%`);

/** A number that opens the customers or tasks behind it. */
function Count({ figure, to, label }: { figure: Figure; to: '/customers' | '/care'; label: string }) {
  const words = figure.count.toLocaleString('en');
  if (figure.count === 0) return <strong>0</strong>;
  return (
    <Link to={to} search={searchOf(figure)} aria-label={`${label}: ${words}`}>
      <strong>{words}</strong>
    </Link>
  );
}
