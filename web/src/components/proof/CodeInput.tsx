import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The field for the code that an authenticator shows. */
export function CodeInput() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="code"
      label={t('proof:code')}
      extra={t('proof:codeHint')}
      rules={[{ required: true, whitespace: true, message: t('proof:fillIn') }]}
    >
      <Input autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={20} style={{ maxWidth: 200 }} />
    </Form.Item>
  );
}
