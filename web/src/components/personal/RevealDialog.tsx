import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormModal } from '@/components/FormModal';
import { type Hidden, reasons, reveal, type Why } from './reveal';

interface RevealDialogProps {
  hidden: Hidden;
  name: string;
  onShow: (value: string) => void;
  onClose: () => void;
}

/** Asks why somebody wants to see what is masked. */
export default function RevealDialog({ hidden, name, onShow, onClose }: RevealDialogProps) {
  const { t } = useTranslation();
  return (
    <FormModal<Why, { value: string }>
      title={t('personal:reveal', { name })}
      okText={t('personal:show')}
      initial={{ why: hidden.of === 'evidence' ? 'verify' : 'callback' }}
      submit={(why) => reveal(hidden, why)}
      touches={[]}
      onDone={({ value }) => onShow(value)}
      onClose={onClose}
    >
      <p>{t('personal:logged')}</p>
      <Form.Item name="why" label={t('personal:why')}>
        <Radio.Group vertical options={reasons.map((value) => ({ value, label: t(`personal:reason.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="words"
        label={t('personal:words')}
        rules={[{ required: true, whitespace: true, message: t('personal:wordsNeeded') }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}
