import { useQuery } from '@tanstack/react-query';
import { Form, type FormInstance, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { customerQuery } from '@/api/customers';
import type { Field, Ticket } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { CustomerPicker } from '@/components/CustomerPicker';
import { DateTimeInput } from '@/components/DateTimeInput';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { editTicket, type TicketEdit } from './api';
import { changesOf, editOf } from './edit';
import type { Common } from './StepDialog';

/** Puts a ticket right: who and what it is about, how urgent. */
export function EditDialog({ ticket, common }: { ticket: Ticket; common: Common }) {
  const { t } = useTranslation();
  const names = useNames();
  const { kinds } = useCatalogue();
  const [before] = useState(() => editOf(ticket));
  const fields = kinds.find((k) => k.code === ticket.kind)?.fields ?? [];
  return (
    <FormModal<TicketEdit>
      {...common}
      width={620}
      initial={{
        ...before,
        category: before.category || undefined,
        customerId: before.customerId || undefined,
        terminalId: before.terminalId || undefined,
      }}
      submit={(after) => editTicket(ticket, changesOf(before, after))}
    >
      {(form) => (
        <>
          <Form.Item
            name="subject"
            label={t('ticket:subject')}
            rules={[{ required: true, message: t('ticket:required') }]}
          >
            <Input autoFocus maxLength={200} />
          </Form.Item>
          <Form.Item name="description" label={t('ticket:description')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
          </Form.Item>
          <FieldPair>
            <Form.Item name="category" label={t('ticket:category')}>
              <CodeSelect list="categories" allowClear only={(c) => 'kind' in c && c.kind === ticket.kind} />
            </Form.Item>
            <Form.Item name="priority" label={t('ticket:priority')}>
              <CodeSelect list="priorities" />
            </Form.Item>
            <WhoFields ticket={ticket} form={form} />
            <Form.Item name="contactName" label={t('ticket:contactName')}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name="contactPhone" label={t('ticket:contactPhone')}>
              <Input type="tel" autoComplete="off" />
            </Form.Item>
            {fields.map((field) => (
              <Form.Item
                key={field.code}
                name={['details', field.code]}
                label={names.in(field)}
                required={field.required}
                extra={ticket.missing?.includes(field.code) ? t('ticket:owed') : undefined}
              >
                <DetailInput field={field} />
              </Form.Item>
            ))}
          </FieldPair>
        </>
      )}
    </FormModal>
  );
}

/** The customer, found by name or number, and the terminal among those that the customer has. */
function WhoFields({ ticket, form }: { ticket: Ticket; form: FormInstance<TicketEdit> }) {
  const { t } = useTranslation();
  const customerId = Form.useWatch('customerId', form) ?? '';
  const { data: customer } = useQuery({ ...customerQuery(customerId), enabled: customerId !== '' });
  const terminals = customer?.terminals ?? (ticket.terminal ? [ticket.terminal] : []);
  return (
    <>
      <Form.Item name="customerId" label={t('ticket:customer')}>
        <CustomerPicker known={ticket.customer} onChange={() => form.setFieldValue('terminalId', undefined)} />
      </Form.Item>
      {terminals.length > 0 && (
        <Form.Item name="terminalId" label={t('ticket:terminalLabel')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={terminals.map((terminal) => ({
              value: terminal.id,
              label: `${terminal.number} · ${terminal.maker} ${terminal.model}`,
            }))}
          />
        </Form.Item>
      )}
    </>
  );
}

/** One thing that the kind of ticket asks for, by its type in the catalogue. */
function DetailInput({
  field,
  ...props
}: {
  field: Field;
  id?: string;
  value?: string;
  onChange?: (v: unknown) => void;
}) {
  const names = useNames();
  switch (field.type) {
    case 'choice':
      return (
        <Select {...props} allowClear options={field.options?.map((o) => ({ value: o.code, label: names.in(o) }))} />
      );
    case 'datetime':
      return <DateTimeInput {...props} />;
    case 'phone':
      return <Input {...props} type="tel" autoComplete="off" />;
    default:
      return <Input.TextArea {...props} autoSize={{ minRows: 1, maxRows: 6 }} />;
  }
}
