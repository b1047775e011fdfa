import { AutoComplete, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TierBadge } from '@/components/Badges';
import { sentenceOf } from '@/components/states';
import styles from './Intake.module.css';
import { idOf, Labelled } from './Labelled';
import type { Match } from './search';
import type { CallerSearch } from './useCaller';

/** The first field of a call: any number the caller has, or a name. */
export function CallerField({ value, caller, found }: { value: string; caller: CallerSearch; found: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const options = caller.matches.map((match) => ({ value: match.key, label: <MatchLine match={match} />, match }));
  return (
    <Labelled name="number" label={t('intake:number')}>
      <AutoComplete<string, (typeof options)[number]>
        id={idOf('number')}
        autoFocus
        defaultActiveFirstOption
        className={styles.wide}
        value={value}
        options={caller.state === 'several' ? options : []}
        open={open && caller.state === 'several'}
        showSearch={{ filterOption: false, onSearch: (text) => typed(text) }}
        onOpenChange={setOpen}
        onFocus={() => setOpen(caller.state === 'several')}
        onSelect={(_key, option) => {
          caller.choose(option.match);
          setOpen(false);
        }}
      >
        <Input
          size="large"
          autoComplete="off"
          placeholder={t('intake:numberHint')}
          aria-describedby={`${idOf('number')}-said`}
        />
      </AutoComplete>
      <div id={`${idOf('number')}-said`} className={styles.said} role="status">
        {said(t, caller, found)}
      </div>
    </Labelled>
  );

  function typed(text: string) {
    caller.type(text);
    setOpen(true);
  }
}

function said(
  t: (key: string, values?: Record<string, unknown>) => string,
  caller: CallerSearch,
  found: string,
): string {
  switch (caller.state) {
    case 'searching':
      return t('intake:searching');
    case 'none':
      return t('intake:foundNone');
    case 'several':
      return found === ''
        ? t('intake:foundSeveral', { count: caller.matches.length })
        : t('intake:foundOne', { name: found });
    case 'failed':
      return sentenceOf(caller.error);
    default:
      return found === '' ? t('intake:numberWhat') : t('intake:foundOne', { name: found });
  }
}

function MatchLine({ match }: { match: Match }) {
  const { t } = useTranslation();
  const by = [
    match.contact?.name,
    match.contact?.phone,
    match.terminal && (match.terminal.number || match.terminal.serial),
    match.terminal?.model,
    match.matched === 'name' ? match.customer.number : t(`intake:matched.${match.matched}`),
  ].filter((part) => part);
  return (
    <span className={styles.match}>
      <span className={styles.matchName}>
        {match.customer.name} <TierBadge tier={match.customer.tier} />
      </span>
      <span className={styles.matchBy}>{by.join(' · ')}</span>
      {match.openTickets > 0 && (
        <span className={styles.matchOpen}>{t('intake:openTickets', { count: match.openTickets })}</span>
      )}
    </span>
  );
}
