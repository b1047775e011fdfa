import { Form, Input, Radio, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { useMe } from '@/api/session';
import type { Code, LinkStateCode, Ticket } from '@/api/types';
import { BreakFields } from '@/components/BreakFields';
import { FormModal } from '@/components/FormModal';
import type { Break } from '@/components/handoff/api';
import { StaffPicker } from '@/components/pickers';
import {
  cancelTicket,
  declineOffer,
  escalateTicket,
  offerTicket,
  pauseTicket,
  resolveTicket,
  setLink,
  touches,
  unmergeTicket,
} from './api';
import { CallBackDialog } from './CallBackDialog';
import { EditDialog } from './EditDialog';
import { HandOffDialog } from './HandOffDialog';
import { MergeDialog } from './MergeDialog';
import type { AskingStep } from './next';
import { SplitDialog } from './SplitDialog';

interface StepDialogProps {
  ticket: Ticket;
  step: AskingStep;
  /** The link that the step starts from. */
  link?: Code;
  onClose: () => void;
}

/** What every window of a step needs. */
export interface Common {
  title: string;
  okText: string;
  done: string;
  touches: string[][];
  onClose: () => void;
}

/** The window in which a step asks what it needs. */
export default function StepDialog({ ticket, step, link, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const common: Common = {
    title: t(`ticket:step.${step}`),
    okText: t(`ticket:step.${step}`),
    done: t(`ticket:done.${step}`),
    touches,
    onClose,
  };
  const me = useMe();
  const needed = [{ required: true, message: t('ticket:required') }];
  switch (step) {
    case 'handoff':
      return <HandOffDialog ticket={ticket} common={common} link={link} />;
    case 'resolve':
      return <ResolveDialog ticket={ticket} common={common} />;
    case 'callback':
      return <CallBackDialog ticket={ticket} common={common} />;
    case 'edit':
      return <EditDialog ticket={ticket} common={common} />;
    case 'setLink':
      return <SetLinkDialog ticket={ticket} common={common} link={link} />;
    case 'offer':
      return (
        <FormModal<{ staffId: string; reason: string }> {...common} submit={(input) => offerTicket(ticket, input)}>
          <Form.Item name="staffId" label={t('ticket:offerTo')} rules={needed} extra={t('ticket:offerHint')}>
            <StaffPicker filter={{ role: 'frontdesk' }} ownUnit={me.unit.id} except={ticket.ownerId} autoFocus />
          </Form.Item>
          <Form.Item name="reason" label={t('ticket:reason')} rules={needed}>
            <Input maxLength={500} />
          </Form.Item>
        </FormModal>
      );
    case 'pause':
      return (
        <FormModal<Break> {...common} submit={(input) => pauseTicket(ticket, input)}>
          {(form) => <BreakFields form={form} />}
        </FormModal>
      );
    case 'declineOffer':
      return (
        <FormModal<{ reason: string }> {...common} submit={({ reason }) => declineOffer(ticket, reason)}>
          <Form.Item name="reason" label={t('ticket:reason')} rules={needed}>
            <Input autoFocus maxLength={500} />
          </Form.Item>
        </FormModal>
      );
    case 'escalate':
      return (
        <FormModal<{ reason: string }> {...common} submit={({ reason }) => escalateTicket(ticket, reason)}>
          <Form.Item
            name="reason"
            label={t('ticket:escalation.why')}
            rules={needed}
            extra={t('ticket:escalation.hint')}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={2000} />
          </Form.Item>
        </FormModal>
      );
    case 'merge':
      return <MergeDialog ticket={ticket} common={common} />;
    case 'split':
      return <SplitDialog ticket={ticket} common={common} />;
    case 'unmerge':
      return (
        <FormModal<{ reason: string }> {...common} submit={({ reason }) => unmergeTicket(ticket, reason)}>
          <p>{t('ticket:unmergeHint', { number: ticket.mergedInto?.number })}</p>
          <Form.Item name="reason" label={t('ticket:reason')} rules={needed}>
            <Input autoFocus maxLength={500} />
          </Form.Item>
        </FormModal>
      );
    case 'cancel':
      return (
        <FormModal<{ reason: string }> {...common} submit={({ reason }) => cancelTicket(ticket, reason)}>
          <Form.Item name="reason" label={t('ticket:cancelReason', { number: ticket.number })} rules={needed}>
            <Input autoFocus maxLength={500} />
          </Form.Item>
        </FormModal>
      );
  }
}

function LinkOptions(ticket: Ticket, names: ReturnType<typeof useNames>) {
  return ticket.chain.links.map((l) => ({ value: l.link, label: names.in(l) }));
}

function ResolveDialog({ ticket, common }: { ticket: Ticket; common: Common }) {
  const { t } = useTranslation();
  const names = useNames();
  const { causes } = useCatalogue();
  const needed = [{ required: true, message: t('ticket:required') }];
  const faulty = ticket.chain.links.find((l) => l.state === 'faulty')?.link;
  const groups = useMemo(
    () =>
      ticket.chain.links.map((l) => ({
        label: names.in(l),
        options: causes.filter((c) => c.link === l.link).map((c) => ({ value: c.code, label: names.in(c) })),
      })),
    [ticket.chain.links, causes, names],
  );
  return (
    <FormModal<{ cause: Code; link: Code; summary: string }>
      {...common}
      initial={{ link: faulty }}
      submit={(input) => resolveTicket(ticket, input)}
    >
      {(form) => (
        <>
          <Form.Item name="cause" label={t('ticket:cause')} rules={needed}>
            <Select
              autoFocus
              showSearch={{ optionFilterProp: 'label' }}
              options={groups}
              onChange={(code: Code) => {
                const usual = causes.find((c) => c.code === code)?.link;
                if (usual && !form.getFieldValue('link')) form.setFieldValue('link', usual);
              }}
            />
          </Form.Item>
          <Form.Item name="link" label={t('ticket:causeLink')} rules={needed}>
            <Select options={LinkOptions(ticket, names)} />
          </Form.Item>
          <Form.Item name="summary" label={t('ticket:summary')} rules={needed} extra={t('ticket:summaryHint')}>
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

const states: LinkStateCode[] = ['unknown', 'suspect', 'cleared', 'faulty'];

function SetLinkDialog({ ticket, common, link }: { ticket: Ticket; common: Common; link?: Code }) {
  const { t } = useTranslation();
  const names = useNames();
  const needed = [{ required: true, message: t('ticket:required') }];
  const now = ticket.chain.links.find((l) => l.link === link);
  return (
    <FormModal<{ link: Code; state: LinkStateCode; evidence?: string }>
      {...common}
      initial={{ link, state: now?.state }}
      submit={(input) => setLink(ticket, input)}
    >
      <Form.Item name="link" label={t('ticket:link')} rules={needed}>
        <Select options={LinkOptions(ticket, names)} autoFocus />
      </Form.Item>
      <Form.Item name="state" label={t('ticket:linkState')} rules={needed}>
        <Radio.Group
          optionType="button"
          options={states.map((value) => ({ value, label: t(`components:state.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="evidence" label={t('ticket:evidence')}>
        <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('ticket:evidenceHint')} />
      </Form.Item>
    </FormModal>
  );
}
