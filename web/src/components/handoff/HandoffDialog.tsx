import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Code, Handoff } from '@/api/types';
import { BreakFields } from '../BreakFields';
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
            <StaffPicker filter={{ unit: handoff.unitId }} autoFocus />
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
