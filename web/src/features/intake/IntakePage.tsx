import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '@/api/catalogue';
import { customerQuery } from '@/api/customers';
import { useMay, useMe } from '@/api/session';
import type { Customer, Ticket } from '@/api/types';
import { Page } from '@/components/Page';
import { EmptyState, sentenceOf } from '@/components/states';
import { Time } from '@/components/Time';
import { useKeys } from '@/components/useKeys';
import { CallerField } from './CallerField';
import { ContactFields, NewCustomer } from './ContactFields';
import { CustomerSummary } from './CustomerSummary';
import { Duplicates } from './Duplicates';
import { fieldsOf, missingOf, withNewKey } from './draft';
import { Filed } from './Filed';
import styles from './Intake.module.css';
import { focusField } from './Labelled';
import { MatterFields } from './MatterFields';
import { chosen, useCaller } from './useCaller';
import { useFiling, type Wrongs } from './useFiling';
import { type Drafting, useIntakeDraft } from './useIntakeDraft';

/** Taking in a customer's matter during a call, by keyboard alone. */
export function IntakePage() {
  const { t } = useTranslation();
  const may = useMay('ticket.create');
  const [filed, setFiled] = useState<Ticket>();
  const [round, setRound] = useState(0);
  const next = () => {
    setFiled(undefined);
    setRound(round + 1);
  };
  useComingAgain(() => {
    if (filed !== undefined) next();
  });
  if (!may) return <EmptyState title={t('intake:mayNot')} hint={t('intake:mayNotHint')} />;
  if (filed) return <Filed ticket={filed} onNext={next} />;
  return <IntakeForm key={round} onFiled={setFiled} onClear={() => setRound(round + 1)} />;
}

/** Hears when this page is asked for while it is open, as by N; the address stays the same then. */
function useComingAgain(act: () => void) {
  const router = useRouter();
  const latest = useRef(act);
  latest.current = act;
  useEffect(
    () =>
      router.subscribe('onBeforeLoad', ({ pathChanged, toLocation }) => {
        if (!pathChanged && toLocation.pathname === '/tickets/new') latest.current();
      }),
    [router],
  );
}

/** The fields beside which a fault can stand. */
const shownFields = [
  'number',
  'customerId',
  'contactId',
  'contactName',
  'contactPhone',
  'terminalId',
  'kind',
  'category',
  'priority',
  'channel',
  'subject',
  'description',
];
const isShown = (name: string) => shownFields.includes(name) || name.startsWith('details.');

/** What is said of fields that are not simply filled in. */
const sentences: Record<string, string> = {
  acknowledged: 'intake:mustRead',
  contactId: 'intake:mustAskWho',
};

function IntakeForm({ onFiled, onClear }: { onFiled: (ticket: Ticket) => void; onClear: () => void }) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const drafting = useIntakeDraft(useMe().id);
  const { draft, change, drop } = drafting;
  const caller = useCaller(draft, change);
  const customer = useQuery({ ...customerQuery(draft.customerId), enabled: draft.customerId !== '' }).data;
  usePreset(drafting);
  const filing = useFiling(catalogue, isShown, (ticket) => {
    drop();
    onFiled(ticket);
  });
  useFocusOnWrong(filing.wrongs);

  const file = (sent = draft) => {
    if (filing.isFiling) return;
    const missing = missingOf(
      sent,
      fieldsOf(catalogue, sent.kind),
      customer?.noteMust === true && customer.note !== '',
    );
    filing.setWrongs(Object.fromEntries(missing.map((name) => [name, t(sentences[name] ?? 'intake:mustFill')])));
    if (missing.length === 0) filing.file(sent);
  };
  const fileAnew = () => {
    const anew = withNewKey(draft);
    change({ key: anew.key });
    file(anew);
  };
  useKeys({ 'ctrl+Enter': () => file() }, { always: true });

  const Contact = draft.customerId === '' && caller.state === 'none' ? NewCustomer : ContactFields;
  return (
    <Page title={t('intake:title')} extra={<Kept drafting={drafting} onClear={onClear} />}>
      <div className={styles.columns}>
        <div className={styles.caller}>
          <CallerField value={draft.number} caller={caller} found={customer?.name ?? ''} />
          {(draft.customerId === '' || customer !== undefined) && (
            <Contact draft={draft} change={change} contacts={customer?.contacts ?? []} wrongs={filing.wrongs} />
          )}
        </div>
        <aside className={styles.summary} aria-label={t('intake:customer')}>
          {draft.customerId === '' ? (
            <EmptyState title={t('intake:noCustomer')} hint={t('intake:noCustomerHint')} />
          ) : (
            <CustomerSummary
              draft={draft}
              change={change}
              wrong={filing.wrongs.acknowledged}
              wrongTerminal={filing.wrongs.terminalId}
            />
          )}
        </aside>
        <div className={styles.matter}>
          <Duplicates draft={draft} />
          <MatterFields draft={draft} change={change} wrongs={filing.wrongs} />
          {filing.failure !== undefined && (
            <Alert
              type="error"
              showIcon
              title={filing.isFiledBefore ? t('intake:filedBefore') : sentenceOf(filing.failure)}
              action={filing.isFiledBefore ? <Button onClick={fileAnew}>{t('intake:fileAnew')}</Button> : undefined}
            />
          )}
          <div className={styles.foot}>
            <Button type="primary" size="large" loading={filing.isFiling} onClick={() => file()}>
              {t('intake:file')}
            </Button>
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </div>
        </div>
      </div>
    </Page>
  );
}

/** Says that a draft came back, and lets it go. */
function Kept({ drafting, onClear }: { drafting: Drafting; onClear: () => void }) {
  const { t } = useTranslation();
  if (drafting.foundAt === 0) return <span className={styles.quiet}>{t('intake:keeps')}</span>;
  const clear = () => {
    drafting.drop();
    onClear();
  };
  return (
    <span className={styles.quiet}>
      {t('intake:draftBack')} <Time at={new Date(drafting.foundAt).toISOString()} />
      <Button type="link" size="small" onClick={clear}>
        {t('intake:discard')}
      </Button>
    </span>
  );
}

/** Moves to the first field at fault, in the order of the page. */
function useFocusOnWrong(wrongs: Wrongs) {
  useEffect(() => {
    const ids = new Set(Object.keys(wrongs).map((name) => `field-${name.replaceAll('.', '-')}`));
    const first = [...document.querySelectorAll('[id^="field-"]')].find((element) => ids.has(element.id));
    if (first) focusField(first.id.replace(/^field-/, ''));
  }, [wrongs]);
}

/** Takes the customer (and terminal) that the address names, as when coming from the customer's page. */
function usePreset({ draft, change }: Drafting) {
  const client = useQueryClient();
  const { customer: id, terminal } = useSearch({ from: '/inside/tickets/new' });
  const done = useRef(false);
  useEffect(() => {
    if (id === undefined || done.current) return;
    done.current = true;
    const take = (customer: Customer) => {
      const named = customer.terminals.find((one) => one.id === terminal) ?? null;
      change(chosen(draft, { customer, contact: null, terminal: named }, customer));
    };
    // A customer that cannot be read is looked for by hand.
    client.fetchQuery(customerQuery(id)).then(take, () => undefined);
  }, [id, terminal, client, change, draft]);
}
