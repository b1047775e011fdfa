import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foundQuery } from '@/api/search';
import { Marked } from '@/components/Marked';
import styles from './Palette.module.css';
import { useCommands } from './results';

/** What the palette offers: one line that leads somewhere. */
export interface Result {
  key: string;
  group: 'tickets' | 'customers' | 'terminals' | 'everything' | 'pages' | 'actions';
  words: ReactNode;
  more?: ReactNode;
  go: () => void;
}

const typingPause = 150;

/** How many of each group are shown. */
const foundMost = 4;

/** Search and commands under one key: tickets, customers and their numbers, pages, actions. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState('');
  const words = useSettled(text.trim());
  const [at, setAt] = useState(0);
  const found = useFound(words);
  const commands = useCommands(text.trim());
  const results = [...found.results, ...commands];
  const current = Math.min(at, results.length - 1);

  const choose = (result: Result | undefined) => {
    if (!result) return;
    onClose();
    result.go();
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (results.length > 0) setAt((current + step + results.length) % results.length);
    } else if (event.key === 'Enter') choose(results[current]);
  };
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={620}
      title={<span className="visuallyHidden">{t('common:search')}</span>}
      className={styles.palette}
      style={{ top: 80 }}
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        placeholder={t('palette:hint')}
        aria-label={t('palette:hint')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={results[current] ? `${listId}-${current}` : undefined}
        value={text}
        onChange={(e) => {
          setText(e.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ResultList id={listId} results={results} current={current} onPoint={setAt} onChoose={choose} />
      {results.length === 0 && (
        <p className={styles.none}>
          {t(found.busy ? 'common:loading' : 'palette:none')}
          {!found.busy && <span className={styles.can}>{t('search:can')}</span>}
        </p>
      )}
    </Modal>
  );
}

interface ResultListProps {
  id: string;
  results: Result[];
  current: number;
  onPoint: (index: number) => void;
  onChoose: (result: Result) => void;
}

function ResultList({ id, results, current, onPoint, onChoose }: ResultListProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);
  return (
    <div id={id} role="listbox" aria-label={t('palette:results')} className={styles.results}>
      {results.map((result, i) => (
        <div key={result.key} role="presentation">
          {result.group !== results[i - 1]?.group && result.group !== 'everything' && (
            <div className={styles.group} role="presentation">
              {t(`palette:group.${result.group}`)}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box above moves through the options with its keys */}
          <div
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === current}
            className={`${styles.result} ${i === current ? styles.current : ''}`}
            onMouseMove={() => onPoint(i)}
            onClick={() => onChoose(result)}
          >
            <span className={styles.words}>{result.words}</span>
            {result.more && <span className={styles.more}>{result.more}</span>}
          </div>
        </div>
      ))}
    </div>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Tickets, customers and terminals that are found, and the way to all of them. */
function useFound(words: string): { results: Result[]; busy: boolean } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data, isFetching } = useQuery({ ...foundQuery(words, foundMost), enabled: words !== '' });
  if (!data || words === '') return { results: [], busy: isFetching };
  const tickets = data.tickets.items.map<Result>((found) => ({
    key: found.id,
    group: 'tickets',
    words: <Marked text={found.title} />,
    more: (
      <>
        {found.passage && found.passage.where !== 'number' && (
          <>
            <Marked text={found.passage.text} /> ·{' '}
          </>
        )}
        {found.passage?.where === 'number' ? <Marked text={found.passage.text} /> : found.number}
      </>
    ),
    go: () => void navigate({ to: '/tickets/$id', params: { id: found.number } }),
  }));
  const customers = data.customers.items.map<Result>((found) => ({
    key: found.id,
    group: 'customers',
    words: <Marked text={found.title} />,
    more: found.passage ? <Marked text={found.passage.text} /> : found.number,
    go: () => void navigate({ to: '/customers/$id', params: { id: found.id } }),
  }));
  const terminals = data.terminals.items.map<Result>((found) => ({
    key: found.id,
    group: 'terminals',
    words: <Marked text={found.title} />,
    more: (
      <>
        {found.passage && found.passage.where !== 'customer' && (
          <>
            <Marked text={found.passage.text} /> ·{' '}
          </>
        )}
        {found.passage?.where === 'customer' ? <Marked text={found.passage.text} /> : found.customer}
      </>
    ),
    go: () => void navigate({ to: '/customers/$id', params: { id: found.customerId }, search: { terminal: found.id } }),
  }));
  const everything: Result = {
    key: 'everything',
    group: 'everything',
    words: t('palette:everything', { words }),
    go: () => void navigate({ to: '/search', search: { q: words } }),
  };
  const found = [...tickets, ...customers, ...terminals];
  return { results: found.length > 0 ? [...found, everything] : [], busy: isFetching };
}
