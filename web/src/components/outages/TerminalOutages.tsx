import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type OutageFilter, outagesQuery } from '@/api/outages';
import type { Outage } from '@/api/types';
import { Panel } from '@/components/Page';
import { OutageNotes } from './OutageNotes';

/** The outages that touch a terminal or a customer, while any of them says something about the matter. */
export function useOutages(filter: OutageFilter, since?: string): Outage[] {
  const enabled = Boolean(filter.terminal || filter.customer);
  const { data } = useInfiniteQuery({ ...outagesQuery(filter), enabled });
  const began = since === undefined ? Number.POSITIVE_INFINITY : new Date(since).getTime();
  const all = data?.pages[0]?.items ?? [];
  return all.filter(({ endedAt }) => endedAt === null || new Date(endedAt).getTime() > began);
}

/** Whether the network around a ticket's terminal is out, or was since the ticket was filed. */
export function TerminalOutages({ terminal, since }: { terminal: string; since: string }) {
  const { t } = useTranslation();
  const outages = useOutages({ terminal }, since);
  if (outages.length === 0) return null;
  return (
    <Panel title={t('outages:title')}>
      <div style={{ padding: '8px 12px' }}>
        <OutageNotes outages={outages} />
      </div>
    </Panel>
  );
}
