import { FullscreenExitOutlined, FullscreenOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonWatch, Watch } from '@/api/types';
import { ShareDialog } from '@/components/bulk/ShareDialog';
import { FigureLink } from '@/components/FigureLink';
import { Page, Panel } from '@/components/Page';
import { UnitPicker } from '@/components/pickers';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { hourWords } from '@/i18n/time';
import { People } from './People';
import { Units } from './Units';
import styles from './Watch.module.css';
import { figures, watchQuery } from './watch';

/** How the units stand now, for those who supervise them: at the desk, or on a wall with ?wall=1. */
export function WatchPage() {
  const { t } = useTranslation();
  const { unit = '', wall } = useSearch({ from: '/inside/watch' });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(watchQuery(unit));
  const [sharing, setSharing] = useState<PersonWatch>();
  const go = (next: { unit?: string; wall?: string }) =>
    void navigate({ to: '/watch', search: { unit, wall, ...next } });
  return (
    <div className={wall ? styles.wall : undefined}>
      <Page
        title={t('app:page.watch')}
        extra={
          <>
            {data && (
              <span className={error ? styles.stale : styles.at} role={error ? 'alert' : undefined}>
                {t(error ? 'watch:stale' : 'watch:at', { when: hourWords(new Date(data.at)) })}
              </span>
            )}
            {!wall && (
              <UnitPicker
                allowClear
                style={{ width: 240 }}
                aria-label={t('watch:unit')}
                placeholder={t('watch:allUnits')}
                value={unit || undefined}
                onChange={(id) => go({ unit: id })}
              />
            )}
            <Button
              type="text"
              icon={wall ? <FullscreenExitOutlined /> : <FullscreenOutlined />}
              onClick={() => go({ wall: wall ? undefined : '1' })}
            >
              {t(wall ? 'watch:leaveWall' : 'watch:wall')}
            </Button>
          </>
        }
      >
        {data ? (
          <Body watch={data} wall={wall !== undefined} onShare={setSharing} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingState rows={14} />
        )}
      </Page>
      {sharing && <ShareDialog from={sharing.person} unit={sharing.unit} onClose={() => setSharing(undefined)} />}
    </div>
  );
}

/** On a wall nobody scrolls: what presses most stands at the top. */
const byTrouble = (units: Watch['units']) =>
  units
    .map((row) => ({ ...row, depth: 0 }))
    .sort((a, b) => b.overdue.count - a.overdue.count || b.warned.count - a.warned.count);

interface BodyProps {
  watch: Watch;
  wall: boolean;
  onShare: (person: PersonWatch) => void;
}

function Body({ watch, wall, onShare }: BodyProps) {
  const { t } = useTranslation();
  return (
    <>
      <ul className={styles.totals}>
        {figures.map(({ name, tone }) => (
          <li key={name} className={watch.total[name].count > 0 ? styles[tone] : undefined}>
            <span className={styles.big}>
              <FigureLink figure={watch.total[name]} label={t(`watch:figure.${name}`)} />
            </span>
            <span className={styles.name}>{t(`watch:figure.${name}`)}</span>
          </li>
        ))}
      </ul>
      {!wall && <p className={styles.owed}>{t('watch:owed')}</p>}
      <div className={styles.columns}>
        <Units units={wall ? byTrouble(watch.units) : watch.units} />
        {!wall && (
          <div className={styles.side}>
            <Urges urges={watch.urges} />
          </div>
        )}
      </div>
      {!wall && <People people={watch.people} onShare={onShare} />}
    </>
  );
}

/** Who was urged and has not reacted yet. */
function Urges({ urges }: { urges: Watch['urges'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('watch:urges')}>
      {urges.length === 0 ? (
        <EmptyState title={t('watch:noUrges')} />
      ) : (
        <ul className={styles.urges}>
          {urges.map(({ ticketId, number, subject, unit, by, times, why, at }) => (
            <li key={ticketId + by + unit.id}>
              <Link to="/tickets/$id" params={{ id: number }}>
                {subject}
              </Link>
              <span className={styles.under}>
                <b>{unit.name}</b> · {t(`watch:by.${by}`, { times, why })} · <Time at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
