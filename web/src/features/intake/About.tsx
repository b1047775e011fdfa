import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '@/api/customers';
import { ticketQuery } from '@/api/tickets';
import type { Customer, Ticket } from '@/api/types';
import type { Draft } from './draft';
import styles from './Intake.module.css';
import { chosen } from './useCaller';
import type { Drafting } from './useIntakeDraft';

/** What a complaint about a ticket begins with: who complains, and of what. */
export function complaintOf(draft: Draft, ticket: Ticket, customer?: Customer): Partial<Draft> {
  const who = { contactName: ticket.contact.name, contactPhone: ticket.contact.phone };
  const begun: Partial<Draft> = { kind: 'complaint', category: '', aboutId: ticket.id, aboutNumber: ticket.number };
  if (customer === undefined) return { ...begun, ...who };
  const contact = customer.contacts.find((one) => one.id === ticket.contact.id) ?? null;
  const terminal = customer.terminals.find((one) => one.id === ticket.terminal?.id) ?? null;
  const caller = chosen(draft, { customer, contact, terminal }, customer);
  return { ...begun, ...caller, ...(contact === null && { ...who, contactOpen: false }) };
}

/** Begins a complaint about the ticket that the address names, once. */
export function useAbout({ draft, change }: Drafting) {
  const client = useQueryClient();
  const router = useRouter();
  const { about } = useSearch({ from: '/inside/tickets/new' });
  const done = useRef(false);
  useEffect(() => {
    if (about === undefined || done.current) return;
    done.current = true;
    const asked = router.latestLocation.href;
    const begin = async () => {
      const ticket = await client.fetchQuery(ticketQuery(about));
      const id = ticket.customer?.id;
      const customer = id === undefined ? undefined : await client.fetchQuery(customerQuery(id)).catch(() => undefined);
      // Who has left meanwhile is not called back.
      if (router.latestLocation.href !== asked) return;
      change(complaintOf(draft, ticket, customer));
      // The draft knows it now: a reload goes on with it.
      await router.navigate({ to: '/tickets/new', search: {}, replace: true });
    };
    // A ticket that cannot be read is complained of without it.
    begin().catch(() => undefined);
  }, [about, client, router, change, draft]);
}

interface AboutProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

/** Names the ticket that the matter is about. */
export function About({ draft, change }: AboutProps) {
  const { t } = useTranslation();
  if (draft.aboutId === '') return null;
  return (
    <p className={styles.about}>
      <span>{t('intake:about')}</span>
      <Link to="/tickets/$id" params={{ id: draft.aboutNumber }} target="_blank">
        {draft.aboutNumber}
      </Link>
      <Button type="link" size="small" onClick={() => change({ aboutId: '', aboutNumber: '' })}>
        {t('intake:notAbout')}
      </Button>
    </p>
  );
}
