import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The field for the name of a factor. */
export function FactorName() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="name"
      label={t('proof:name')}
      extra={t('proof:nameHint')}
      rules={[{ required: true, whitespace: true, message: t('proof:fillIn') }]}
    >
      <Input autoFocus autoComplete="off" maxLength={40} />
    </Form.Item>
  );
}
