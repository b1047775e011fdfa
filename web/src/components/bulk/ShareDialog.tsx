import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { staffQuery } from '@/api/org';
import type { Absence, Bulk, BulkItem, BulkPreview, Ref, Share, ShareChoice } from '@/api/types';
import { useAway } from '../away';
import { ErrorState, LoadingState, sentenceOf } from '../states';
import { newKey, previewShare, startShare } from './api';
import styles from './Bulk.module.css';
import { Candidate } from './Candidate';
import { useLoads } from './loads';
import { Receivers } from './Outcome';
import { Run } from './Run';

interface ShareDialogProps {
  /** Whose work goes to others, and the unit whose people are offered first. */
  from: Ref;
  unit: Ref;
  /** The absence for which it is given over: its substitute is offered. */
  absence?: Absence;
  onClose: () => void;
}

const idOf = (item: BulkItem) => item.handoffId ?? item.ticketId;

/** Everything that a person owns or works on goes to others in one action: seen beforehand, changed one by one if need be. */
export function ShareDialog({ from, unit, absence, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [plan, setPlan] = useState<SharePlanned>({ toIds: absence?.substitute ? [absence.substitute.id] : [] });
  const [key] = useState(newKey);
  const [begun, setBegun] = useState<Bulk>();
  const share: Share = { fromId: from.id, absenceId: absence?.id, ...plan };
  const preview = useQuery({
    queryKey: keys.share(share),
    queryFn: () => previewShare(share),
    placeholderData: keepPreviousData,
    enabled: begun === undefined,
  });
  const start = useMutation({
    mutationFn: () => startShare(share, key),
    onSuccess: (bulk) => {
      setBegun(bulk);
      if (absence) void client.invalidateQueries({ queryKey: keys.absences });
    },
    onError: (error) => void message.error(sentenceOf(error), 6),
  });
  const count = preview.data?.can ?? 0;
  return (
    <Modal
      open
      width={680}
      title={t('bulk:share.title', { name: from.name })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        begun ? (
          <Button type="primary" onClick={onClose}>
            {t('common:close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button
              type="primary"
              disabled={count === 0 || preview.isFetching}
              loading={start.isPending}
              onClick={() => start.mutate()}
            >
              {t('bulk:share.run', { count })}
            </Button>
          </>
        )
      }
    >
      {begun ? (
        <Run begun={begun} />
      ) : (
        <SharePlan
          from={from}
          unit={unit}
          first={plan.toIds}
          preview={preview.data}
          error={preview.error}
          nothing={t('bulk:share.nothing', { name: from.name })}
          onPlan={setPlan}
        />
      )}
    </Modal>
  );
}

/** Who gets what. */
export interface SharePlanned {
  toIds?: string[];
  queue?: boolean;
  choices?: ShareChoice[];
}

interface SharePlanProps {
  from: Ref;
  unit: Ref;
  /** Who is chosen to begin with. */
  first?: string[];
  preview?: BulkPreview;
  error: unknown;
  /** Said where there is nothing to give. */
  nothing: string;
  onPlan: (plan: SharePlanned) => void;
}

/** Chooses who takes over what a person has: all of it evenly, and single matters otherwise. */
export function SharePlan({ from, unit, first = [], preview, error, nothing, onPlan }: SharePlanProps) {
  const { t } = useTranslation();
  const id = useId();
  const [toIds, setToIds] = useState(first);
  const [queue, setQueue] = useState(false);
  const [choices, setChoices] = useState<Record<string, string>>({});
  const staff = useStaff(from.id, unit);
  const plan = (part: { toIds?: string[]; queue?: boolean; choices?: Record<string, string> }) => {
    const next = { toIds, queue, choices, ...part };
    setToIds(next.toIds);
    setQueue(next.queue);
    setChoices(next.choices);
    onPlan({ ...next, choices: Object.entries(next.choices).map(([matter, toId]) => ({ id: matter, toId })) });
  };
  return (
    <div className={styles.outcome}>
      <Form layout="vertical">
        <Form.Item label={t('bulk:share.to')} extra={t('bulk:share.toHint')} htmlFor={id}>
          <Select<string[], Choice>
            id={id}
            mode="multiple"
            autoFocus
            value={toIds}
            onChange={(ids) => plan({ toIds: ids })}
            options={staff}
            optionRender={({ label, data }) => <Candidate label={label} load={data.load} />}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Checkbox checked={queue} onChange={(e) => plan({ queue: e.target.checked })}>
          {t('bulk:share.queue')}
        </Checkbox>
      </Form>
      <Plan
        preview={preview}
        error={error}
        nothing={nothing}
        staff={staff}
        decided={toIds.length > 0 || queue || Object.keys(choices).length > 0}
        onChoose={(matter, toId) => plan({ choices: { ...choices, [matter]: toId } })}
      />
    </div>
  );
}

interface Choice {
  value: string;
  label: string;
  /** How much the person has already. */
  load?: string;
}

/** Those who could take something over, the person's own unit first, there who has least. */
function useStaff(except: string, unit: Ref): Choice[] {
  const { data = [] } = useQuery(staffQuery({}));
  const loads = useLoads();
  const away = useAway();
  return data
    .filter((person) => !person.disabled && person.id !== except)
    .sort((a, b) => Number(b.unit.id === unit.id) - Number(a.unit.id === unit.id) || loads.compare(a.id, b.id))
    .map((person) => ({
      value: person.id,
      label: `${person.name} · ${person.unit.name}`,
      load: [away(person.id), loads.words(person.id)].filter(Boolean).join(' · '),
    }));
}

interface PlanProps {
  preview?: BulkPreview;
  error: unknown;
  nothing: string;
  staff: Choice[];
  /** Anybody is to receive anything; before that nothing is said to be wrong. */
  decided: boolean;
  onChoose: (matter: string, toId: string) => void;
}

/** Who would get what; each matter can be given to somebody else. */
function Plan({ preview, error, nothing, staff, decided, onChoose }: PlanProps) {
  const { t } = useTranslation();
  if (error) return <ErrorState error={error} />;
  if (preview === undefined) return <LoadingState rows={4} />;
  const { items, cannot, more } = preview;
  if (items.length === 0) return <p className={styles.note}>{nothing}</p>;
  return (
    <>
      <p className={styles.counts} role="status">
        <span>{t('bulk:share.summary', { count: items.length })}</span>
        {decided && cannot > 0 && <span className={styles.cannot}>{t('bulk:share.cannot', { count: cannot })}</span>}
      </p>
      <Receivers items={items} />
      {more && <p className={styles.note}>{t('bulk:more', { count: items.length })}</p>}
      <section className={styles.items} aria-label={t('bulk:share.matter')}>
        <ul>
          {items.slice(0, 200).map((item) => (
            <li key={idOf(item)}>
              <span className={styles.matter}>
                <span className={styles.number}>{item.number}</span>
                <span className={styles.kind}>{t(item.handoffId ? 'bulk:share.handoff' : 'bulk:share.ticket')}</span>
                <span title={item.subject}>{item.subject}</span>
              </span>
              <Select<string, Choice>
                size="small"
                aria-label={t('bulk:share.choose', { number: item.number })}
                placeholder={t('bulk:share.receiver')}
                value={item.to?.id ?? (item.handoffId && item.state !== 'refused' ? '' : undefined)}
                onChange={(toId) => onChoose(idOf(item), toId)}
                options={item.handoffId ? [{ value: '', label: t('bulk:share.inQueue') }, ...staff] : staff}
                optionRender={({ label, data }) => <Candidate label={label} load={data.load} />}
                popupMatchSelectWidth={320}
                showSearch={{ optionFilterProp: 'label' }}
              />
              {decided && item.state === 'refused' && <span className={styles.why}>{item.why}</span>}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
