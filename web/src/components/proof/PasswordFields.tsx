import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The fields with which one changes one's own password. */
export function PasswordFields({ least }: { least: number }) {
  const { t } = useTranslation();
  const needed = { required: true, message: t('proof:fillIn') };
  return (
    <>
      <Form.Item name="old" label={t('proof:oldPassword')} rules={[needed]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('proof:newPassword')}
        extra={t('proof:least', { least })}
        rules={[needed, { min: least, message: t('proof:least', { least }) }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t('proof:repeat')}
        dependencies={['password']}
        rules={[
          needed,
          ({ getFieldValue }) => ({
            validator: (_, value?: string) =>
              !value || value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('proof:differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

export interface PasswordValues {
  old: string;
  password: string;
}
