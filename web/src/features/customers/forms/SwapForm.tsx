import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Terminal } from '@/api/types';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { type Device, swapTerminal, touches } from '../api';
import { terminalName } from '../terminalName';
import { filledIn } from './difference';
import styles from './Forms.module.css';
import { useNeeded } from './PartForm';

const parts = [
  'serial',
  'imei',
  'sim',
  'model',
  'modem',
  'antenna',
  'buc',
  'lnb',
  'firmware',
] as const satisfies (keyof Device)[];

/** Puts another device, or another part of it, in a terminal's place. */
export function SwapForm({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const submit = ({ reason, ...device }: Partial<Device> & { reason: string }) =>
    swapTerminal(terminal, { ...filledIn(device), reason });
  return (
    <FormModal<Partial<Device> & { reason: string }>
      title={t('customers:swap.title', { name: terminalName(terminal) })}
      okText={t('customers:swap.ok')}
      submit={submit}
      touches={touches}
      done={t('customers:swap.done')}
      onClose={onClose}
    >
      <p className={styles.hint}>{t('customers:swap.stays')}</p>
      <FieldPair>
        {parts.map((name, i) => (
          <Form.Item key={name} name={name} label={t(`customers:field.${name}`)}>
            <Input
              autoFocus={i === 0}
              maxLength={60}
              autoComplete="off"
              placeholder={terminal[name] === '' ? undefined : t('customers:swap.now', { value: terminal[name] })}
            />
          </Form.Item>
        ))}
      </FieldPair>
      <Form.Item name="reason" label={t('customers:swap.reason')} rules={needed}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          placeholder={t('customers:swap.reasonHint')}
        />
      </Form.Item>
    </FormModal>
  );
}
