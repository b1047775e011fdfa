import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { ticketQuery } from '@/api/tickets';
import type { Code, Handoff } from '@/api/types';
import { BreakFields } from '../BreakFields';
import { useUnitLoads } from '../bulk/loads';
import { CodeSelect } from '../CodeSelect';
import { FormModal } from '../FormModal';
import { StaffPicker, UnitPicker } from '../pickers';
import {
  type AskingAction,
  assignHandoff,
  type Break,
  handoffTouches,
  inviteUnit,
  pauseHandoff,
  returnHandoff,
  urgeHandoff,
  withdrawHandoff,
} from './api';
import { FinishDialog } from './FinishDialog';

interface HandoffDialogProps {
  handoff: Handoff;
  action: AskingAction;
  onClose: () => void;
}

/** The window in which an action on a handoff asks what it needs. */
export default function HandoffDialog({ handoff, action, onClose }: HandoffDialogProps) {
  const { t } = useTranslation();
  const common = {
    title: `${t(`handoff:action.${action}`)} · ${handoff.unit}`,
    okText: t(`handoff:action.${action}`),
    done: t(`handoff:done.${action}`),
    touches: handoffTouches,
    onClose,
  };
  const needed = [{ required: true, message: t('handoff:required') }];
  switch (action) {
    case 'finish':
      return <FinishDialog handoff={handoff} common={common} />;
    case 'return':
      return (
        <FormModal<{ reason: Code; text?: string }> {...common} submit={(input) => returnHandoff(handoff, input)}>
          <Form.Item name="reason" label={t('handoff:returnReason')} rules={needed}>
            <CodeSelect list="returns" autoFocus />
          </Form.Item>
          <Form.Item name="text" label={t('handoff:returnText')} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 3 }} placeholder={t('handoff:returnHint')} />
          </Form.Item>
        </FormModal>
      );
    case 'invite':
      return (
        <FormModal<{ unitId: string; links: Code[]; request: string }>
          {...common}
          initial={{ links: handoff.links }}
          submit={(input) => inviteUnit(handoff, input)}
        >
          <Form.Item name="unitId" label={t('handoff:unit')} rules={needed}>
            <UnitPicker autoFocus only={(unit) => unit.kind !== 'imported' && unit.id !== handoff.unitId} />
          </Form.Item>
          <LinksField links={handoff.links} />
          <Form.Item name="request" label={t('handoff:request')} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 3 }} />
          </Form.Item>
        </FormModal>
      );
    case 'assign':
      return (
        <FormModal<{ staffId: string }> {...common} submit={({ staffId }) => assignHandoff(handoff, staffId)}>
          <Form.Item name="staffId" label={t('handoff:staff')} rules={needed}>
            <Assignee handoff={handoff} />
          </Form.Item>
        </FormModal>
      );
    case 'pause':
      return (
        <FormModal<Break> {...common} submit={(input) => pauseHandoff(handoff, input)}>
          {(form) => <BreakFields form={form} />}
        </FormModal>
      );
    case 'urge':
      return (
        <FormModal<{ text?: string }> {...common} submit={({ text }) => urgeHandoff(handoff, text)}>
          <Form.Item name="text" label={t('handoff:urgeText')}>
            <Input autoFocus maxLength={200} />
          </Form.Item>
        </FormModal>
      );
    case 'withdraw':
      return (
        <FormModal<{ reason: string }> {...common} submit={({ reason }) => withdrawHandoff(handoff, reason)}>
          <Form.Item name="reason" label={t('handoff:reason')} rules={needed}>
            <Input autoFocus maxLength={500} />
          </Form.Item>
        </FormModal>
      );
  }
}

function LinksField({ links }: { links: Code[] }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <Form.Item name="links" label={t('handoff:links')}>
      <Select mode="multiple" options={links.map((link) => ({ value: link, label: names.of('links', link) }))} />
    </Form.Item>
  );
}

interface AssigneeProps {
  handoff: Handoff;
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
}

/** The people of the unit: who can do what the matter asks for first, and how much each has already. */
function Assignee({ handoff, ...props }: AssigneeProps) {
  const loads = useUnitLoads(handoff.unitId);
  const { data: ticket } = useQuery(ticketQuery(handoff.ticketId));
  return (
    <>
      <StaffPicker filter={{ unit: handoff.unitId }} loads={loads} category={ticket?.category} autoFocus {...props} />
      {loads.full !== '' && <div role="note">{loads.full}</div>}
    </>
  );
}
