import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { staffQuery } from '@/api/org';
import { useMay, useMe } from '@/api/session';
import type { Absence, Ref } from '@/api/types';
import { absencesQuery } from '@/components/away';
import { ShareDialog } from '@/components/bulk/ShareDialog';
import { DataTable } from '@/components/DataTable';
import { Page, Panel } from '@/components/Page';
import styles from '@/components/people/People.module.css';
import { changeAbsence } from '@/components/people/people';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { timeWords } from '@/i18n/time';
import { AbsenceForm } from './AbsenceForm';

/** Who is away and who stands in; one notes one's own absence, supervisors and administrators those of others. */
export function AbsencesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(absencesQuery);
  const [form, setForm] = useState<{ absence?: Absence }>();
  const [given, setGiven] = useState<{ absence: Absence; unit: Ref }>();
  return (
    <Page title={t('app:page.absences')} extra={<Button onClick={() => setForm({})}>{t('people:absence.add')}</Button>}>
      <p className={styles.intro}>{t('people:absence.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={6} />}
      {data !== undefined && (
        <div className={styles.stack}>
          <List
            title={t('people:absence.now')}
            rows={data.filter((one) => one.now)}
            onChange={setForm}
            onGive={setGiven}
          />
          <List
            title={t('people:absence.next')}
            rows={data.filter((one) => !one.now)}
            onChange={setForm}
            onGive={setGiven}
          />
        </div>
      )}
      {form && <AbsenceForm absence={form.absence} onClose={() => setForm(undefined)} />}
      {given && (
        <ShareDialog
          from={given.absence.person}
          unit={given.unit}
          absence={given.absence}
          onClose={() => setGiven(undefined)}
        />
      )}
    </Page>
  );
}

interface ListProps {
  title: string;
  rows: Absence[];
  onChange: (open: { absence: Absence }) => void;
  onGive: (given: { absence: Absence; unit: Ref }) => void;
}

function List({ title, rows, onChange, onGive }: ListProps) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const language = useLanguage();
  const now = useNow();
  const me = useMe();
  const maySupervise = useMay('ticket.supervise');
  const mayKeep = useMay('ticket.supervise', 'org.manage');
  const { data: staff = [] } = useQuery(staffQuery({}));
  const end = useChange((one: Absence) => changeAbsence(one.id, { ended: true, version: one.version }), {
    touches: [['org']],
    done: t('people:absence.ended'),
  });
  const unitOf = (one: Absence) => staff.find((person) => person.id === one.person.id)?.unit;
  const ask = (one: Absence) =>
    void modal.confirm({
      title: t('people:absence.endAsk', { name: one.person.name }),
      content: t('people:absence.endHint'),
      okText: t(one.now ? 'people:absence.end' : 'people:absence.callOff'),
      cancelText: t('common:cancel'),
      onOk: () => end.mutateAsync(one),
    });
  return (
    <Panel title={title}>
      <DataTable<Absence>
        rowKey="id"
        pagination={false}
        dataSource={rows}
        named={['from', 'until', 'substitute']}
        locale={{ emptyText: <EmptyState title={t('people:absence.none')} hint={t('people:absence.noneHint')} /> }}
        columns={[
          {
            title: t('people:absence.who'),
            key: 'who',
            render: (_, row) => (
              <>
                {row.person.name} <span className={styles.quiet}>{unitOf(row)?.name}</span>
              </>
            ),
          },
          {
            title: t('people:absence.from'),
            key: 'from',
            render: (_, row) => timeWords(new Date(row.fromAt), now, language),
          },
          {
            title: t('people:absence.until'),
            key: 'until',
            render: (_, row) => timeWords(new Date(row.untilAt), now, language),
          },
          {
            title: t('people:absence.substitute'),
            key: 'substitute',
            render: (_, row) => row.substitute?.name ?? t('people:absence.nobody'),
          },
          {
            title: t('people:absence.kind'),
            key: 'kind',
            render: (_, row) => (
              <>
                {row.kind && t(`people:absence.kinds.${row.kind}`)} <span className={styles.quiet}>{row.note}</span>{' '}
                {row.givenOver && (
                  <span className={styles.away}>
                    {t(row.giveBack ? 'people:absence.givenBack' : 'people:absence.givenOver')}
                  </span>
                )}
              </>
            ),
          },
          {
            title: t('settings:actions'),
            key: 'actions',
            className: styles.actionsCell,
            align: 'right',
            render: (_, row) =>
              row.kind !== '' &&
              (mayKeep || row.person.id === me.id) && (
                <span className={styles.actions}>
                  {maySupervise && !row.givenOver && (
                    <Button
                      size="small"
                      type="text"
                      aria-label={`${t('people:absence.giveOver')}: ${row.person.name}`}
                      onClick={() => {
                        const unit = unitOf(row);
                        if (unit) onGive({ absence: row, unit });
                      }}
                    >
                      {t('people:absence.giveOver')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    type="text"
                    aria-label={`${t('settings:change')}: ${row.person.name}`}
                    onClick={() => onChange({ absence: row })}
                  >
                    {t('settings:change')}
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    aria-label={`${t(row.now ? 'people:absence.end' : 'people:absence.callOff')}: ${row.person.name}`}
                    onClick={() => ask(row)}
                  >
                    {t(row.now ? 'people:absence.end' : 'people:absence.callOff')}
                  </Button>
                </span>
              ),
          },
        ]}
      />
    </Panel>
  );
}
