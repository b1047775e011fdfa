import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import type { Flow } from '@/api/types';
import { FigureLink } from '@/components/FigureLink';
import { searchOf } from '@/components/figure';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { exactWords } from '@/i18n/time';
import { Chooser } from './Chooser';
import styles from './Flow.module.css';
import { choiceOf, daysOf, type FlowChoice, flowQuery, type Step, type TotalName } from './flow';
import { Ages, Bounces, Visits, Volumes } from './Tables';

const VolumeChart = lazy(() => import('./Charts'));

/** How matters flow: what a service manager asks. Every number opens the tickets behind it. */
export function FlowPage() {
  const { t } = useTranslation();
  const may = useMay('flow.read');
  if (!may) return <EmptyState title={t('flow:mayNot')} hint={t('flow:mayNotHint')} />;
  return <Measured />;
}

function Measured() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choice = choiceOf(useSearch({ from: '/inside/flow' }));
  const { data, error, refetch, isFetching } = useQuery(flowQuery(choice));
  const choose = (next: FlowChoice) => void navigate({ to: '/flow', search: { ...next } });
  return (
    <Page title={t('flow:title')}>
      <Chooser choice={choice} measured={data && daysOf(data)} onChange={choose} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={14} />}
      {!error && data !== undefined && (
        <div className={styles.stack} aria-busy={isFetching}>
          <Totals flow={data} />
          <Volume flow={data} by={choice.by ?? 'week'} />
          <Panel title={t('flow:byStage')}>
            <Visits rows={data.stages} of="stage" />
          </Panel>
          <Panel title={t('flow:byUnit')}>
            <Visits rows={data.units} of="unit" />
          </Panel>
          <div className={styles.halves}>
            <Panel title={t('flow:bounces')}>
              <Bounces rows={data.bounces} />
            </Panel>
            <Panel title={t('flow:openByAge')}>
              <Ages rows={data.openByAge} />
            </Panel>
          </div>
          <p className={styles.how}>{t('flow:how')}</p>
        </div>
      )}
    </Page>
  );
}

const totalNames: TotalName[] = [
  'created',
  'closed',
  'open',
  'cancelled',
  'merged',
  'late',
  'returned',
  'bounced',
  'reopened',
];

function Totals({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  return (
    <div>
      <dl className={styles.totals}>
        {totalNames.map((name) => (
          <div key={name}>
            <dt>{t(`flow:total.${name}`)}</dt>
            <dd>
              <FigureLink figure={flow.totals[name]} label={t(`flow:total.${name}`)} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.how}>
        {t('flow:period', { from: exactWords(new Date(flow.from)), to: exactWords(new Date(flow.to)) })}
      </p>
    </div>
  );
}

function Volume({ flow, by }: { flow: Flow; by: Step }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asTable, setAsTable] = useState(false);
  return (
    <Panel
      title={t(`flow:volumes.${by}`)}
      extra={
        <Button size="small" type="text" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {t('flow:asTable')}
        </Button>
      }
    >
      {asTable ? (
        <Volumes rows={flow.volumes} by={by} />
      ) : (
        <>
          <div className={styles.keys}>
            <span>
              <i className={styles.keyCreated} /> {t('flow:created')}
            </span>
            <span>
              <i className={styles.keyClosed} /> {t('flow:closed')}
            </span>
          </div>
          <Suspense fallback={<div className={styles.chart} />}>
            <VolumeChart
              volumes={flow.volumes}
              by={by}
              onOpen={(figure) => void navigate({ to: '/tickets', search: searchOf(figure) })}
            />
          </Suspense>
        </>
      )}
    </Panel>
  );
}
