import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useNow } from '@/i18n/now';
import { rosterQuery } from './api';
import { DayDialog } from './DayDialog';
import { DayList } from './DayList';
import styles from './Duty.module.css';
import type { DutySearch } from './DutyPage';
import { type Span, stretchOf, todayOf, turned } from './days';
import { PatternDialog } from './PatternDialog';
import { PublishButton } from './PublishButton';
import { RosterGrid } from './RosterGrid';
import { RulesDialog } from './RulesDialog';
import { Wrong } from './Wrong';

interface RosterPanelProps {
  unit: string;
  search: DutySearch;
  set: (next: DutySearch) => void;
  wide: boolean;
}

type Open = 'pattern' | 'rules' | { staffId: string; day: string };

/** A unit's roster of a week or a month; who plans it changes it here. */
export function RosterPanel({ unit, search, set, wide }: RosterPanelProps) {
  const { t } = useTranslation();
  const today = todayOf(useNow());
  const span: Span = search.span === 'month' ? 'month' : 'week';
  const { from, to } = stretchOf(search.day ?? today, span);
  const { data: roster, error, refetch } = useQuery(rosterQuery(unit, from, to));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Panel
      title={`${from} – ${to}`}
      extra={
        <span className={styles.bar}>
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={t('duty:before')}
            onClick={() => set({ day: turned(from, to, -1) })}
          />
          <Button size="small" onClick={() => set({ day: undefined })}>
            {t('duty:today')}
          </Button>
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={t('duty:after')}
            onClick={() => set({ day: turned(from, to, 1) })}
          />
          <Segmented
            size="small"
            aria-label={t('duty:span')}
            value={span}
            onChange={(value) => set({ span: value })}
            options={(['week', 'month'] as const).map((value) => ({ value, label: t(`duty:spans.${value}`) }))}
          />
          {roster?.mayPlan && (
            <>
              <Button size="small" onClick={() => setOpen('rules')}>
                {t('duty:rules')}
              </Button>
              <Button
                size="small"
                disabled={roster.kinds.every((kind) => kind.retired)}
                onClick={() => setOpen('pattern')}
              >
                {t('duty:pattern')}
              </Button>
              <PublishButton roster={roster} />
            </>
          )}
        </span>
      }
    >
      {roster === undefined && <LoadingState rows={8} />}
      {roster && roster.kinds.length === 0 && (
        <EmptyState
          title={t('duty:none')}
          hint={t(roster.mayPlan ? 'duty:noneHint' : 'duty:noneYet')}
          action={roster.mayPlan && <Button onClick={() => setOpen('rules')}>{t('duty:rules')}</Button>}
        />
      )}
      {roster && roster.kinds.length > 0 && (
        <>
          {wide ? (
            <RosterGrid
              roster={roster}
              today={today}
              span={span}
              onDay={roster.mayPlan ? (staffId, day) => setOpen({ staffId, day }) : undefined}
            />
          ) : (
            <DayList roster={roster} today={today} />
          )}
          {/* The grid has a line for what is missing. */}
          <Wrong roster={roster} only={wide ? { problems: roster.problems, gaps: [] } : undefined} />
        </>
      )}
      {roster && open === 'rules' && <RulesDialog roster={roster} onClose={close} />}
      {roster && open === 'pattern' && <PatternDialog roster={roster} onClose={close} />}
      {roster && typeof open === 'object' && <DayDialog roster={roster} {...open} onClose={close} />}
    </Panel>
  );
}
