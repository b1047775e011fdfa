import { Button, Input, Radio, Select } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, post } from '@/api/client';
import { useMay } from '@/api/session';
import type { Contact, Customer } from '@/api/types';
import { useChange } from '@/components/useChange';
import type { Draft } from './draft';
import styles from './Intake.module.css';
import { focusField, Labelled, tied } from './Labelled';
import type { Wrongs } from './useFiling';

interface ContactProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** The customer's contacts; none while no customer is chosen. */
  contacts: Contact[];
  wrongs: Wrongs;
}

const other = 'other';

/** Who is calling: one of the customer's contacts, or somebody else by name and phone. */
export function ContactFields({ draft, change, contacts, wrongs }: ContactProps) {
  const { t } = useTranslation();
  const options = [
    ...contacts.map((c) => ({ value: c.id, label: [c.name, c.role, c.phone].filter(Boolean).join(' · ') })),
    { value: other, label: t('intake:someoneElse') },
  ];
  return (
    <>
      {contacts.length > 0 && (
        <Labelled name="contactId" label={t('intake:contact')} wrong={wrongs.contactId}>
          <Select
            {...tied('contactId', wrongs.contactId)}
            className={styles.wide}
            options={options}
            placeholder={t('intake:contactWho')}
            value={draft.contactOpen ? null : draft.contactId || other}
            onChange={(id) =>
              change({
                contactOpen: false,
                ...(id === other ? { contactId: '' } : { contactId: id, contactName: '', contactPhone: '' }),
              })
            }
          />
        </Labelled>
      )}
      {draft.contactId === '' && !draft.contactOpen && (
        <div className={styles.pair}>
          <Labelled name="contactName" label={t('intake:contactName')} wrong={wrongs.contactName}>
            <Input
              {...tied('contactName', wrongs.contactName)}
              autoComplete="off"
              value={draft.contactName}
              onChange={(e) => change({ contactName: e.target.value })}
            />
          </Labelled>
          <Labelled name="contactPhone" label={t('intake:contactPhone')} wrong={wrongs.contactPhone}>
            <Input
              {...tied('contactPhone', wrongs.contactPhone)}
              type="tel"
              autoComplete="off"
              value={draft.contactPhone}
              onChange={(e) => change({ contactPhone: e.target.value })}
            />
          </Labelled>
        </div>
      )}
    </>
  );
}

/** Nobody has the number: the name and phone typed so far become a customer at the press of a key. */
export function NewCustomer({ draft, change, contacts, wrongs }: ContactProps) {
  const { t } = useTranslation();
  const may = useMay('customer.write');
  const [kind, setKind] = useState<Customer['kind']>('person');
  const [wrong, setWrong] = useState<Wrongs>({});
  const register = useChange(
    () => post<Customer>('/customers', { name: draft.contactName, kind, phone: draft.contactPhone }),
    {
      touches: [['customers'], ['callers']],
      done: t('intake:registered', { name: draft.contactName }),
      onDone: (made) => {
        setWrong({});
        change({
          customerId: made.id,
          contactId: made.contacts[0]?.id ?? '',
          contactOpen: false,
          contactName: '',
          contactPhone: '',
          acknowledged: false,
        });
        focusField('kind');
      },
      onFail: (error) => {
        const message = error instanceof ApiError ? (error.fieldOf('name') ?? error.fieldOf('phone')) : undefined;
        if (message !== undefined) setWrong({ contactName: message });
        return message !== undefined;
      },
    },
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || !may) return;
    if (!(event.target instanceof HTMLInputElement) || event.target.type === 'radio') return;
    event.preventDefault();
    register.mutate(undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in one of the two fields is the button below
    <div className={styles.newCustomer} onKeyDown={onKeyDown}>
      <ContactFields draft={draft} change={change} contacts={contacts} wrongs={{ ...wrongs, ...wrong }} />
      {may && (
        <div className={styles.row}>
          <Radio.Group
            name="customer-kind"
            aria-label={t('intake:customerKind')}
            value={kind}
            onChange={(e) => setKind(e.target.value)}
            options={[
              { value: 'person', label: t('intake:person') },
              { value: 'organisation', label: t('intake:organisation') },
            ]}
          />
          <Button
            onClick={() => register.mutate(undefined)}
            loading={register.isPending}
            disabled={draft.contactName.trim() === ''}
          >
            {t('intake:register')}
          </Button>
        </div>
      )}
      <div className={styles.said}>{t('intake:withoutCustomer')}</div>
    </div>
  );
}
