import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { staffQuery } from '@/api/org';
import type { Bulk, BulkItem, BulkPreview, Ref, Share } from '@/api/types';
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
  onClose: () => void;
}

const idOf = (item: BulkItem) => item.handoffId ?? item.ticketId;

/** Everything that a person owns or works on goes to others in one action: seen beforehand, changed one by one if need be. */
export function ShareDialog({ from, unit, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const id = useId();
  const [toIds, setToIds] = useState<string[]>([]);
  const [queue, setQueue] = useState(false);
  const [choices, setChoices] = useState<Record<string, string>>({});
  const [key] = useState(newKey);
  const [begun, setBegun] = useState<Bulk>();
  const share: Share = {
    fromId: from.id,
    toIds,
    queue,
    choices: Object.entries(choices).map(([matter, toId]) => ({ id: matter, toId })),
  };
  const preview = useQuery({
    queryKey: keys.share(share),
    queryFn: () => previewShare(share),
    placeholderData: keepPreviousData,
    enabled: begun === undefined,
  });
  const start = useMutation({
    mutationFn: () => startShare(share, key),
    onSuccess: setBegun,
    onError: (error) => void message.error(sentenceOf(error), 6),
  });
  const count = preview.data?.can ?? 0;
  const staff = useStaff(from.id, unit);
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
        <div className={styles.outcome}>
          <Form layout="vertical">
            <Form.Item label={t('bulk:share.to')} extra={t('bulk:share.toHint')} htmlFor={id}>
              <Select<string[], Choice>
                id={id}
                mode="multiple"
                autoFocus
                value={toIds}
                onChange={setToIds}
                options={staff}
                optionRender={({ label, data }) => <Candidate label={label} load={data.load} />}
                showSearch={{ optionFilterProp: 'label' }}
              />
            </Form.Item>
            <Checkbox checked={queue} onChange={(e) => setQueue(e.target.checked)}>
              {t('bulk:share.queue')}
            </Checkbox>
          </Form>
          <Plan
            preview={preview.data}
            error={preview.error}
            name={from.name}
            staff={staff}
            decided={toIds.length > 0 || queue || Object.keys(choices).length > 0}
            onChoose={(matter, toId) => setChoices({ ...choices, [matter]: toId })}
          />
        </div>
      )}
    </Modal>
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
  return data
    .filter((person) => !person.disabled && person.id !== except)
    .sort((a, b) => Number(b.unit.id === unit.id) - Number(a.unit.id === unit.id) || loads.compare(a.id, b.id))
    .map((person) => ({
      value: person.id,
      label: `${person.name} · ${person.unit.name}`,
      load: loads.words(person.id),
    }));
}

interface PlanProps {
  preview?: BulkPreview;
  error: unknown;
  name: string;
  staff: Choice[];
  /** Anybody is to receive anything; before that nothing is said to be wrong. */
  decided: boolean;
  onChoose: (matter: string, toId: string) => void;
}

/** Who would get what; each matter can be given to somebody else. */
function Plan({ preview, error, name, staff, decided, onChoose }: PlanProps) {
  const { t } = useTranslation();
  if (error) return <ErrorState error={error} />;
  if (preview === undefined) return <LoadingState rows={4} />;
  const { items, cannot, more } = preview;
  if (items.length === 0) return <p className={styles.note}>{t('bulk:share.nothing', { name })}</p>;
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
