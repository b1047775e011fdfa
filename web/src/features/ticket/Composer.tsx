import { LockOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import { useChange } from '@/components/useChange';
import { useDraft } from '@/components/useDraft';
import { note, reply, touches } from './api';
import styles from './Composer.module.css';

type Kind = 'reply' | 'note';

const kinds = [
  { value: 'reply', icon: <SendOutlined /> },
  { value: 'note', icon: <LockOutlined /> },
] as const;

/**
 * Writes to the customer, or for colleagues only: two looks that cannot be mixed up. Each keeps its own draft, so that
 * what was meant for colleagues never stands in a reply.
 */
export function Composer({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [kind, setKind] = useDraft<Kind>(`ticket.${ticket.id}.kind`, 'note');
  const drafts = {
    reply: useDraft(`ticket.${ticket.id}.reply`, ''),
    note: useDraft(`ticket.${ticket.id}.note`, ''),
  };
  const [text, setText, drop] = drafts[kind];
  const send = useChange((words: string) => (kind === 'reply' ? reply(ticket, words) : note(ticket, words)), {
    touches,
    done: t(`ticket:sent.${kind}`),
    onDone: drop,
  });
  const lawful = ticket.may[kind];
  const ready = text.trim() !== '' && lawful?.ok === true && !send.isPending;
  const submit = () => {
    if (ready) send.mutate(text);
  };
  return (
    <section className={styles[kind]} aria-label={t('ticket:compose')}>
      <div className={styles.head}>
        <Segmented<Kind>
          size="small"
          aria-label={t('ticket:compose')}
          value={kind}
          disabled={send.isPending}
          onChange={setKind}
          options={kinds.map(({ value, icon }) => ({ value, icon, label: t(`ticket:write.${value}`) }))}
        />
        <span className={styles.who}>{t(`ticket:reads.${kind}`)}</span>
      </div>
      <Input.TextArea
        key={kind}
        aria-label={t(`ticket:write.${kind}`)}
        placeholder={t(`ticket:writeHint.${kind}`)}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={20_000}
        disabled={lawful?.ok !== true}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit();
        }}
      />
      <div className={styles.foot}>
        <span className={styles.hint}>{lawful?.ok === true ? t('ticket:sendKey') : lawful?.why}</span>
        <Tooltip title={lawful?.why} trigger={['hover', 'focus']}>
          <Button
            type={kind === 'reply' ? 'primary' : 'default'}
            icon={kind === 'reply' ? <SendOutlined /> : <LockOutlined />}
            disabled={text.trim() === '' || lawful?.ok !== true}
            loading={send.isPending}
            onClick={submit}
          >
            {t(`ticket:send.${kind}`)}
          </Button>
        </Tooltip>
      </div>
    </section>
  );
}
