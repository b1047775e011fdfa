import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, type FormInstance, Input } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Code, Ticket } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { UnitPicker } from '@/components/pickers';
import { StateMark } from '@/components/StateMark';
import { handOff, suggestionsQuery } from './api';
import styles from './TicketPage.module.css';

interface HandOffDialogProps {
  ticket: Ticket;
  common: { title: string; okText: string; done: string; touches: string[][]; onClose: () => void };
  link?: Code;
}

interface Values {
  links: Code[];
  units?: Record<Code, string | undefined>;
  request: string;
  checklist?: string;
}

/** Asks units: links are chosen on the chain, and for each the unit that answers is put in. */
export function HandOffDialog({ ticket, common, link }: HandOffDialogProps) {
  const { t } = useTranslation();
  const names = useNames();
  const needed = [{ required: true, message: t('ticket:required') }];
  // After a failure half-way, sending again must not ask those that were asked already.
  const asked = useRef(new Set<string>());
  const submit = async ({ links, units = {}, request, checklist = '' }: Values) => {
    const items = checklist.split('\n').filter((line) => line.trim() !== '');
    for (const [unitId, of] of byUnit(links, units)) {
      if (asked.current.has(unitId)) continue;
      await handOff(ticket, { unitIds: [unitId], links: of, request, checklist: items });
      asked.current.add(unitId);
    }
  };
  const initial = { links: link ? [link] : suspects(ticket) };
  return (
    <FormModal<Values> {...common} initial={initial} submit={submit} width={620}>
      {(form) => (
        <>
          <Form.Item name="links" label={t('ticket:handoffLinks')} rules={needed}>
            <Checkbox.Group
              className={styles.choose}
              options={ticket.chain.links.map((l) => ({
                value: l.link,
                label: (
                  <>
                    {l.state !== 'unknown' && <StateMark state={l.state} />} {names.in(l)}
                  </>
                ),
              }))}
            />
          </Form.Item>
          <UnitFields ticket={ticket} form={form} />
          <Form.Item name="request" label={t('ticket:handoffRequest')} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 3 }} placeholder={t('ticket:handoffRequestHint')} maxLength={20_000} />
          </Form.Item>
          <Form.Item name="checklist" label={t('ticket:handoffChecklist')}>
            <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('ticket:handoffChecklistHint')} />
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

/** The unit for each chosen link: the one that answers for it stands there already, and can be changed. */
function UnitFields({ ticket, form }: { ticket: Ticket; form: FormInstance<Values> }) {
  const { t } = useTranslation();
  const names = useNames();
  const links = Form.useWatch('links', form) ?? [];
  const { data } = useQuery(suggestionsQuery(ticket.id, links));
  useEffect(() => {
    for (const { link, unit } of data ?? []) {
      const field: ['units', Code] = ['units', link];
      if (unit && form.getFieldValue(field) === undefined) form.setFieldValue(field, unit.id);
    }
  }, [data, form]);
  return links.map((code) => (
    <Form.Item
      key={code}
      name={['units', code]}
      label={t('ticket:handoffUnit', { link: names.of('links', code) })}
      className={styles.tight}
      rules={[{ required: true, message: t('ticket:handoffNoUnit', { link: names.of('links', code) }) }]}
    >
      <UnitPicker />
    </Form.Item>
  ));
}

/** Links that are suspect or faulty and that no unit is working on. */
function suspects({ chain, handoffs }: Ticket): Code[] {
  const busy = handoffs.filter((h) => h.status === 'sent' || h.status === 'accepted').flatMap((h) => h.links);
  return chain.links
    .filter(({ link, state }) => (state === 'suspect' || state === 'faulty') && !busy.includes(link))
    .map(({ link }) => link);
}

/** One handoff a unit, for all its links. */
export function byUnit(links: Code[], units: Record<Code, string | undefined>): Map<string, Code[]> {
  const found = new Map<string, Code[]>();
  for (const link of links) {
    const unit = units[link];
    if (unit) found.set(unit, [...(found.get(unit) ?? []), link]);
  }
  return found;
}
