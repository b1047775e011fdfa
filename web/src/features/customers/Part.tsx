import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Page';
import styles from './CustomerPage.module.css';

interface PartsProps {
  /** contacts, sites …: the names of the texts. */
  name: string;
  /** How many there are, of which so many are shown. */
  total: number;
  shown: number;
  add?: { label: string; go: () => void };
  children: ReactNode;
}

/** A panel of parts of one kind: how many, a way to add, what to do while there are none. */
export function Parts({ name, total, shown, add, children }: PartsProps) {
  const { t } = useTranslation();
  const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return (
    <Panel
      title={t(`customers:${name}`, { count: total })}
      extra={
        add && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            aria-label={add.label}
            title={add.label}
            onClick={add.go}
          />
        )
      }
    >
      {total === 0 && (
        <Nothing
          words={t(`customers:no${capital}`)}
          hint={t(`customers:no${capital}Hint`)}
          action={add && <Button onClick={add.go}>{add.label}</Button>}
        />
      )}
      <ul className={styles.rows}>{children}</ul>
      {total > shown && <p className={styles.rest}>{t('customers:onlyFirst', { total, shown })}</p>}
    </Panel>
  );
}

/** A small part of the page that has nothing in it: what it would show, and what one can do. */
export function Nothing({ words, hint, action }: { words: string; hint?: string; action?: ReactNode }) {
  return (
    <div className={styles.nothing}>
      <div>{words}</div>
      {hint !== undefined && <div className={styles.quiet}>{hint}</div>}
      {action}
    </div>
  );
}

/** Changes one part of a list. */
export function ChangeButton({ what, name, onClick }: { what: string; name: string; onClick: () => void }) {
  const { t } = useTranslation();
  const label = `${t(`customers:changing.${what}`)}: ${name}`;
  return (
    <Button
      type="text"
      size="small"
      className={styles.push}
      icon={<EditOutlined />}
      aria-label={label}
      title={label}
      onClick={onClick}
    />
  );
}
