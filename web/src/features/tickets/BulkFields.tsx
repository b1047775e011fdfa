import { Form, type FormInstance, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { BreakFields } from '@/components/BreakFields';
import { useLoads } from '@/components/bulk/loads';
import { CodeSelect } from '@/components/CodeSelect';
import { StaffPicker } from '@/components/pickers';
import { TagSelect } from '@/components/TagSelect';
import type { BulkAction, BulkValues } from './bulk';

/** What an action on many tickets asks for. */
export function BulkFields({ action, form }: { action: BulkAction; form: FormInstance<BulkValues> }) {
  const { t } = useTranslation();
  const me = useMe();
  const loads = useLoads();
  const needed = [{ required: true, whitespace: true, message: t('tickets:fillIn') }];
  const chosen = [{ required: true, message: t('tickets:fillIn') }];
  const has = (field: BulkAction['fields'][number]) => action.fields.includes(field);
  return (
    <>
      {has('priority') && (
        <Form.Item name="priority" label={t('tickets:field.priority')} rules={chosen}>
          <CodeSelect list="priorities" autoFocus />
        </Form.Item>
      )}
      {has('category') && (
        <Form.Item name="category" label={t('tickets:field.category')} rules={chosen}>
          <CodeSelect list="categories" autoFocus />
        </Form.Item>
      )}
      {has('tags') && (
        <Form.Item name="tags" label={t('tickets:bulkTags')} rules={chosen}>
          <TagSelect autoFocus />
        </Form.Item>
      )}
      {has('colleague') && (
        <Form.Item name="staffId" label={t('tickets:offerTo')} rules={chosen} extra={t('tickets:offerHint')}>
          <StaffPicker filter={{ role: 'frontdesk' }} ownUnit={me.unit.id} autoFocus />
        </Form.Item>
      )}
      {has('colleagues') && (
        <Form.Item name="staffIds" label={t('tickets:giveTo')} rules={chosen} extra={t('tickets:giveHint')}>
          <StaffPicker mode="multiple" ownUnit={me.unit.id} loads={loads} autoFocus />
        </Form.Item>
      )}
      {has('reason') && (
        <Form.Item name="text" label={t('tickets:bulkReason')} rules={needed}>
          <Input maxLength={500} />
        </Form.Item>
      )}
      {has('note') && (
        <Form.Item name="text" label={t('tickets:bulkNote')} rules={needed} extra={t('tickets:bulkNoteHint')}>
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20000} />
        </Form.Item>
      )}
      {has('word') && (
        <Form.Item name="text" label={t('tickets:bulkWord')}>
          <Input autoFocus maxLength={500} />
        </Form.Item>
      )}
      {has('pause') && <BreakFields form={form as unknown as FormInstance} />}
    </>
  );
}
