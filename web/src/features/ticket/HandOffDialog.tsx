import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, type FormInstance, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import type { Code, Ticket } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { OnDutyNow } from '@/components/onduty/OnDutyNow';
import { UnitPicker } from '@/components/pickers';
import { StateMark } from '@/components/StateMark';
import { NotAllSent, type Outcome, sendEach } from '@/components/sendEach';
import { handOff, suggestionsQuery } from './api';
import { type Asked, askedOf, requestTo, suspects } from './asking';
import { HandOffOutcome } from './HandOffOutcome';
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
  /** What is said to one unit alone, by its identifier. */
  own?: Record<string, string | undefined>;
  checklist?: string;
}

/**
 * Asks units: links are chosen on the chain, and for each the unit that answers is put in. Each unit gets a handoff of
 * its own; when some are refused, those stay to be tried again, and what was sent is not sent twice.
 */
export function HandOffDialog({ ticket, common, link }: HandOffDialogProps) {
  const { t } = useTranslation();
  const needed = [{ required: true, message: t('ticket:required') }];
  const [outcome, setOutcome] = useState<Outcome<Asked>>({ sent: [], refused: [] });
  const submit = async ({ links, units = {}, request, own, checklist = '' }: Values) => {
    const items = checklist.split('\n').filter((line) => line.trim() !== '');
    await sendEach(askedOf(links, units), ({ unitId, links: of }) =>
      handOff(ticket, { unitIds: [unitId], links: of, request: requestTo(unitId, request, own), checklist: items }),
    ).catch((error: unknown) => {
      throw plainly(error, outcome.sent.length === 0);
    });
  };
  const keepRefused = (error: unknown, form: FormInstance<Values>): boolean => {
    if (!(error instanceof NotAllSent)) return false;
    const { sent, refused } = error.outcome as Outcome<Asked>;
    setOutcome({ sent: [...outcome.sent, ...sent], refused });
    form.setFieldValue(
      'links',
      refused.flatMap(({ one }) => one.links),
    );
    return true;
  };
  const sentLinks = outcome.sent.flatMap((one) => one.links);
  return (
    <FormModal<Values>
      {...common}
      initial={{ links: link ? [link] : suspects(ticket) }}
      submit={submit}
      onFail={keepRefused}
      width={620}
    >
      {(form) => (
        <>
          <HandOffOutcome outcome={outcome} />
          <Form.Item name="links" label={t('ticket:handoffLinks')} rules={needed}>
            <LinkBoxes ticket={ticket} sent={sentLinks} />
          </Form.Item>
          <UnitFields ticket={ticket} form={form} />
          <Reachable form={form} />
          <Form.Item name="request" label={t('ticket:handoffRequest')} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 3 }} placeholder={t('ticket:handoffRequestHint')} maxLength={20_000} />
          </Form.Item>
          <OwnRequests form={form} />
          <Form.Item name="checklist" label={t('ticket:handoffChecklist')}>
            <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('ticket:handoffChecklistHint')} />
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

/** A single refusal at the first try is an error like any other, which may stand beside its field. */
function plainly(error: unknown, isFirstTry: boolean): unknown {
  if (!(error instanceof NotAllSent)) return error;
  const { sent, refused } = error.outcome;
  return isFirstTry && sent.length === 0 && refused.length === 1 ? refused[0]?.error : error;
}

interface LinkBoxesProps {
  ticket: Ticket;
  /** Asked already in this window; not to be asked again. */
  sent: Code[];
  id?: string;
  value?: Code[];
  onChange?: (links: Code[]) => void;
}

function LinkBoxes({ ticket, sent, id, value, onChange }: LinkBoxesProps) {
  const names = useNames();
  return (
    <div id={id}>
      <Checkbox.Group
        value={value}
        onChange={onChange}
        className={styles.choose}
        options={ticket.chain.links.map((l) => ({
          value: l.link,
          disabled: sent.includes(l.link),
          label: (
            <>
              {l.state !== 'unknown' && <StateMark state={l.state} />} {names.in(l)}
            </>
          ),
        }))}
      />
    </div>
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

/** Who is on duty in the units that are asked: whom one can call besides. */
function Reachable({ form }: { form: FormInstance<Values> }) {
  const links = Form.useWatch('links', form) ?? [];
  const chosen = Form.useWatch('units', form) ?? {};
  return <OnDutyNow units={askedOf(links, chosen).map(({ unitId }) => unitId)} named />;
}

/** Where several units are asked: what one of them is asked besides. What was written stays when it is the last. */
function OwnRequests({ form }: { form: FormInstance<Values> }) {
  const { t } = useTranslation();
  const links = Form.useWatch('links', form) ?? [];
  const chosen = Form.useWatch('units', form) ?? {};
  const { data: units = [] } = useQuery(unitsQuery);
  const own = Form.useWatch('own', { form, preserve: true }) ?? {};
  const asked = askedOf(links, chosen);
  const shown = asked.length > 1 ? asked : asked.filter(({ unitId }) => own[unitId]);
  return shown.map(({ unitId }) => (
    <Form.Item
      key={unitId}
      name={['own', unitId]}
      label={t('ticket:handoffOwn', { unit: units.find((unit) => unit.id === unitId)?.name ?? '' })}
      className={styles.tight}
    >
      <Input.TextArea autoSize={{ minRows: 1 }} placeholder={t('ticket:handoffOwnHint')} maxLength={4000} />
    </Form.Item>
  ));
}
