import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
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
  okText: string;
  done: string;
  initial?: Partial<Answer>;
  submit: (answer: Answer) => Promise<Ticket>;
  /** The fields of the answer. */
  children: ReactNode;
}

/** What somebody has said above a ticket, and the answer that is owed to him. */
export function Owed<Answer extends object>({ title, said, may, answer, children, ...form }: OwedProps<Answer>) {
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
        </FormModal>
      )}
    </>
  );
}
