import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { touches } from './api';

interface OwedProps<Answer> {
  /** Who wants something, and what he says. */
  title: string;
  said: string;
  /** Whether this person may answer. */
  may: boolean;
  answer: string;
  /** What is to be written, and who reads it. */
  label: string;
  hint?: string;
  okText: string;
  done: string;
  initial?: Partial<Answer>;
  submit: (answer: Answer) => Promise<Ticket>;
  /** What is decided besides, before the text. */
  children?: ReactNode;
}

/** What somebody has said above a ticket, and the answer that is owed to him. */
export function Owed<Answer extends { text: string }>(props: OwedProps<Answer>) {
  const { title, said, may, answer, label, hint, children, ...form } = props;
  const { t } = useTranslation();
  const [answering, setAnswering] = useState(false);
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={
          <>
            <b>{title}</b> {said}
          </>
        }
        action={
          may && (
            <Button size="small" onClick={() => setAnswering(true)}>
              {answer}
            </Button>
          )
        }
      />
      {answering && (
        <FormModal<Answer, Ticket> {...form} title={answer} touches={touches} onClose={() => setAnswering(false)}>
          {children}
          <Form.Item
            name="text"
            label={label}
            extra={hint}
            rules={[{ required: true, whitespace: true, message: t('ticket:required') }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={2000} />
          </Form.Item>
        </FormModal>
      )}
    </>
  );
}
