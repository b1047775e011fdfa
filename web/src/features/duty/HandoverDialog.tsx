import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoverItem, NewHandover } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { LoadingState } from '@/components/states';
import { useNow } from '@/i18n/now';
import { myDutyQuery, noteSender, touches } from './api';
import styles from './Duty.module.css';

interface HandoverDialogProps {
  unit: string;
  /** What is open already: it goes on by itself. */
  open: HandoverItem[];
  onClose: () => void;
}

/** Writes a hand-over note: how the shift went, what to watch, what is newly open. */
export function HandoverDialog({ unit, open, onClose }: HandoverDialogProps) {
  const { t } = useTranslation();
  const now = useNow();
  const [send] = useState(noteSender);
  const { data: mine } = useQuery(myDutyQuery);
  if (mine === undefined) return <LoadingState rows={3} />;
  const shift = mine.shifts.findLast((one) => one.unit.id === unit && new Date(one.startsAt) <= now);
  return (
    <FormModal<Omit<NewHandover, 'unitId'>>
      title={t('duty:write')}
      width={620}
      initial={{ shift: shift ? `${shift.day} ${shift.shift}` : '', items: [] }}
      submit={({ shift: name = '', text, watch = '', items = [] }) =>
        send({
          unitId: unit,
          shift: name,
          text,
          watch,
          items: items.map((item) => ({ text: item?.text ?? '', ticket: item?.ticket ?? '' })),
        })
      }
      touches={touches}
      done={t('duty:written')}
      onClose={onClose}
    >
      <Form.Item name="shift" label={t('duty:shift')}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('duty:text')}
        rules={[{ required: true, whitespace: true, message: t('duty:fillIn') }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="watch" label={t('duty:watch')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        label={t('duty:newlyOpen')}
        extra={open.length > 0 ? t('duty:goesOn', { count: open.length }) : undefined}
      >
        <Form.List name="items">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className={styles.team}>
                  <Form.Item name={[name, 'text']} noStyle>
                    <Input
                      aria-label={t('duty:item', { n: name + 1 })}
                      placeholder={t('duty:itemHint')}
                      maxLength={500}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'ticket']} noStyle>
                    <Input
                      aria-label={t('duty:itemTicket', { n: name + 1 })}
                      placeholder={t('duty:ticketHint')}
                      maxLength={30}
                      style={{ width: 170 }}
                    />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<MinusCircleOutlined />}
                    aria-label={t('duty:dropItem', { n: name + 1 })}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({ text: '', ticket: '' })}>
                {t('duty:addItem')}
              </Button>
            </>
          )}
        </Form.List>
      </Form.Item>
    </FormModal>
  );
}
