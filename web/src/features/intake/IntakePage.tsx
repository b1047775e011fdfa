import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '@/api/catalogue';
import { customerQuery } from '@/api/customers';
import { useMay, useMe } from '@/api/session';
import type { Customer, KeptDraft, Ticket } from '@/api/types';
import { DraftConflict, DraftPlace } from '@/components/drafts/DraftConflict';
import { newKey } from '@/components/newKey';
import { Page } from '@/components/Page';
import { EmptyState, sentenceOf } from '@/components/states';
import { Time } from '@/components/Time';
import { useKeys } from '@/components/useKeys';
import { About, useAbout } from './About';
import { CallerField } from './CallerField';
import { ContactFields, NewCustomer } from './ContactFields';
import { CustomerSummary } from './CustomerSummary';
import { Duplicates } from './Duplicates';
import { type Draft, fieldsOf, isEmpty, missingOf, withNewKey } from './draft';
import { Filed } from './Filed';
import styles from './Intake.module.css';
import { focusField } from './Labelled';
import { MatterFields } from './MatterFields';
import { MyDrafts } from './MyDrafts';
import { chosen, useCaller } from './useCaller';
import { useFiling, type Wrongs } from './useFiling';
import { currentKey, type Drafting, rememberKey, setAside, useIntakeDraft } from './useIntakeDraft';

/** Taking in a customer's matter during a call, by keyboard alone. */
export function IntakePage() {
  const { t } = useTranslation();
  const may = useMay('ticket.create');
  const { id } = useMe();
  const [filed, setFiled] = useState<Ticket>();
  // What begins from a ticket is a draft of its own, whatever else is unfinished.
  const { about } = useSearch({ from: '/inside/tickets/new' });
  const [at, setAt] = useState<{ key: string; known?: KeptDraft }>(() => ({
    key: about === undefined ? currentKey(id) : newKey(),
  }));
  const { key, known } = at;
  useEffect(() => rememberKey(id, key), [id, key]);
  const go = (to: string, kept?: KeptDraft) => {
    setFiled(undefined);
    setAt({ key: to, known: kept });
  };
  useComingAgain(() => {
    if (filed !== undefined) go(newKey());
  });
  if (!may) return <EmptyState title={t('intake:mayNot')} hint={t('intake:mayNotHint')} />;
  if (filed) return <Filed ticket={filed} onNext={() => go(newKey())} />;
  const done = (ticket: Ticket) => {
    rememberKey(id, undefined);
    setFiled(ticket);
  };
  const left = () => rememberKey(id, undefined);
  return <IntakeForm key={key} at={key} known={known} onFiled={done} onLeft={left} onGo={go} />;
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

interface FormProps {
  /** The key of the draft. */
  at: string;
  known?: KeptDraft;
  onFiled: (ticket: Ticket) => void;
  /** The draft is let go for a ticket that there is already. */
  onLeft: () => void;
  /** Goes on with another draft. */
  onGo: (key: string, kept?: KeptDraft) => void;
}

function IntakeForm({ at, known, onFiled, onLeft, onGo }: FormProps) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const drafting = useIntakeDraft(at, known);
  const { draft, change, drop } = drafting;
  const caller = useCaller(draft, change);
  const customer = useQuery({ ...customerQuery(draft.customerId), enabled: draft.customerId !== '' }).data;
  usePreset(drafting);
  useAbout(drafting);
  const filing = useFiling(catalogue, drafting, isShown, (ticket) => {
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
  useKeys({ 'ctrl+enter': () => file() }, { always: true });

  const Contact = draft.customerId === '' && caller.state === 'none' ? NewCustomer : ContactFields;
  return (
    <Page title={t('intake:title')} extra={<Kept drafting={drafting} onNew={() => onGo(newKey())} />}>
      <MyDrafts current={at} onGo={(kept) => onGo(kept.thing, kept)} />
      <Elsewhere drafting={drafting} onGo={onGo} />
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
          <Duplicates drafting={drafting} onAdded={onLeft} />
          <About draft={draft} change={change} />
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

/** Says where the draft is kept, and lets one begin another: with this one kept, or let go. */
function Kept({ drafting, onNew }: { drafting: Drafting; onNew: () => void }) {
  const { t } = useTranslation();
  if (isEmpty(drafting.draft)) return <span className={styles.quiet}>{t('intake:keeps')}</span>;
  const clear = () => {
    drafting.drop();
    onNew();
  };
  return (
    <span className={styles.kept}>
      {drafting.foundAt > 0 && (
        <span className={styles.quiet}>
          {t('intake:draftBack')} <Time at={new Date(drafting.foundAt).toISOString()} />
        </span>
      )}
      <DraftPlace savedAt={drafting.savedAt} isUnsaved={drafting.isUnsaved} />
      <Button type="link" size="small" onClick={onNew}>
        {t('intake:another')}
      </Button>
      <Button type="link" size="small" onClick={clear}>
        {t('intake:discard')}
      </Button>
    </span>
  );
}

/** Another window has changed the same draft: one of the two, or both as two drafts. */
function Elsewhere({ drafting, onGo }: { drafting: Drafting; onGo: (key: string) => void }) {
  const { t } = useTranslation();
  const { id } = useMe();
  const { draft, theirs, choose } = drafting;
  if (theirs === undefined) return null;
  const words = (one: Draft) => [one.number, one.subject, one.description].filter((text) => text !== '').join('\n');
  const both = () => {
    const aside = setAside(id, draft);
    choose(theirs.draft);
    onGo(aside);
  };
  return (
    <DraftConflict
      mine={words(draft)}
      theirs={words(theirs.draft)}
      at={theirs.at}
      onMine={() => choose(draft)}
      onTheirs={() => choose(theirs.draft)}
      other={
        <Button size="small" onClick={both}>
          {t('intake:bothDrafts')}
        </Button>
      }
    />
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
