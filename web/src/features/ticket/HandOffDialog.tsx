import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Code, Ticket } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { UnitPicker } from '@/components/pickers';
import { handOff, type NewHandoffs, suggestionsQuery } from './api';
import styles from './TicketPage.module.css';

interface HandOffDialogProps {
  ticket: Ticket;
  common: { title: string; okText: string; done: string; touches: string[][]; onClose: () => void };
  link?: Code;
}

interface Values {
  links: Code[];
  request: string;
  checklist?: string;
}

/** Asks units: links are chosen on the chain, and for each the unit that answers is put in. */
export function HandOffDialog({ ticket, common, link }: HandOffDialogProps) {
  const { t } = useTranslation();
  const names = useNames();
  const [links, setLinks] = useState<Code[]>(link ? [link] : []);
  const [units, setUnits] = useState<Record<Code, string | undefined>>({});
  const { data } = useQuery(suggestionsQuery(ticket.id, links));
  useEffect(() => {
    if (!data) return;
    setUnits((chosen) => ({ ...Object.fromEntries(data.map((s) => [s.link, s.unit?.id])), ...chosen }));
  }, [data]);
  const needed = [{ required: true, message: t('ticket:required') }];
  const submit = async ({ request, checklist }: Values) => {
    const items = (checklist ?? '').split('\n').filter((line) => line.trim() !== '');
    for (const [unitId, of] of byUnit(links, units)) {
      const input: NewHandoffs = { unitIds: [unitId], links: of, request, checklist: items };
      await handOff(ticket, input);
    }
  };
  return (
    <FormModal<Values> {...common} initial={{ links }} submit={submit} width={620}>
      <Form.Item name="links" label={t('ticket:handoffLinks')} rules={needed}>
        <Checkbox.Group
          onChange={(value) => setLinks(value as Code[])}
          options={ticket.chain.links.map((l) => ({ value: l.link, label: names.in(l) }))}
        />
      </Form.Item>
      {links.map((code) => (
        <Form.Item
          key={code}
          label={t('ticket:handoffUnit', { link: names.of('links', code) })}
          className={styles.tight}
          required
        >
          <UnitPicker
            value={units[code]}
            onChange={(id) => setUnits({ ...units, [code]: id })}
            aria-label={names.of('links', code)}
          />
        </Form.Item>
      ))}
      <Form.Item name="request" label={t('ticket:handoffRequest')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 3 }} placeholder={t('ticket:handoffRequestHint')} />
      </Form.Item>
      <Form.Item name="checklist" label={t('ticket:handoffChecklist')}>
        <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('ticket:handoffChecklistHint')} />
      </Form.Item>
    </FormModal>
  );
}

/** One handoff a unit, for all its links; a link without a unit is left out. */
export function byUnit(links: Code[], units: Record<Code, string | undefined>): Map<string, Code[]> {
  const found = new Map<string, Code[]>();
  for (const link of links) {
    const unit = units[link];
    if (unit) found.set(unit, [...(found.get(unit) ?? []), link]);
  }
  return found;
}
