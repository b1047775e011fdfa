import { useNavigate, useSearch } from '@tanstack/react-router';
import { Grid, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { Page } from '@/components/Page';
import { UnitPicker } from '@/components/pickers';
import { HandoverPanel } from './HandoverPanel';
import { MyDutyPanels } from './MyDutyPanels';
import { RosterPanel } from './RosterPanel';

export interface DutySearch {
  view?: string;
  unit?: string;
  day?: string;
  span?: string;
  q?: string;
}

const views = ['mine', 'roster', 'handover'] as const;

/** Who is on duty when, one's own shifts, and what one shift hands over to the next. */
export function DutyPage() {
  const { t } = useTranslation();
  const me = useMe();
  const wide = Grid.useBreakpoint().md !== false;
  const search = useSearch({ from: '/inside/duty' }) as DutySearch;
  const navigate = useNavigate();
  const set = (next: DutySearch) => void navigate({ to: '/duty', search: { ...search, ...next }, replace: true });
  const view = views.find((one) => one === search.view) ?? (wide ? 'roster' : 'mine');
  const unit = search.unit ?? me.unit.id;
  return (
    <Page
      title={t('app:page.duty')}
      extra={
        <>
          {view !== 'mine' && (
            <UnitPicker
              aria-label={t('duty:unit')}
              style={{ width: 220 }}
              value={unit}
              onChange={(chosen) => set({ unit: chosen })}
            />
          )}
          <Segmented
            aria-label={t('duty:views')}
            value={view}
            onChange={(value) => set({ view: value })}
            options={views.map((value) => ({ value, label: t(`duty:view.${value}`) }))}
          />
        </>
      }
    >
      {view === 'mine' && <MyDutyPanels />}
      {view === 'roster' && <RosterPanel key={unit} unit={unit} search={search} set={set} wide={wide} />}
      {view === 'handover' && <HandoverPanel key={unit} unit={unit} search={search} set={set} />}
    </Page>
  );
}
