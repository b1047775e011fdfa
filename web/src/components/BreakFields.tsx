import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { CodeSelect } from './CodeSelect';
import { DateTimeInput } from './DateTimeInput';

/** The fields of a pause: why, in words, and when the clock goes on by itself. */
export function BreakFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="reason"
        label={t('handoff:pauseReason')}
        rules={[{ required: true, message: t('handoff:required') }]}
      >
        <CodeSelect list="pauses" only={(entry) => !('automatic' in entry && entry.automatic === true)} autoFocus />
      </Form.Item>
      <Form.Item name="text" label={t('handoff:pauseText')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="resumeAt" label={t('handoff:resumeAt')}>
        <DateTimeInput future />
      </Form.Item>
    </>
  );
}
