import { Button, Input, Segmented, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import { useChange } from '@/components/useChange';
import { useDraft } from '@/components/useDraft';
import { note, reply, touches } from './api';
import styles from './Composer.module.css';

type Kind = 'reply' | 'note';

/** Writes to the customer, or for colleagues only: two looks that cannot be mixed up. The draft is kept. */
export function Composer({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [draft, setDraft, drop] = useDraft<{ kind: Kind; text: string }>(`ticket.${ticket.id}`, {
    kind: 'note',
    text: '',
  });
  const send = useChange((text: string) => (draft.kind === 'reply' ? reply(ticket, text) : note(ticket, text)), {
    touches,
    done: t(`ticket:sent.${draft.kind}`),
    onDone: drop,
  });
  const lawful = ticket.may[draft.kind];
  const submit = () => {
    if (draft.text.trim() !== '' && lawful?.ok === true) send.mutate(draft.text);
  };
  return (
    <section className={draft.kind === 'reply' ? styles.reply : styles.note} aria-label={t('ticket:compose')}>
      <div className={styles.head}>
        <Segmented<Kind>
          size="small"
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind })}
          options={(['reply', 'note'] as const).map((value) => ({ value, label: t(`ticket:write.${value}`) }))}
        />
        <span className={styles.who}>{t(`ticket:reads.${draft.kind}`)}</span>
      </div>
      <Input.TextArea
        aria-label={t(`ticket:write.${draft.kind}`)}
        autoSize={{ minRows: 2, maxRows: 12 }}
        value={draft.text}
        onChange={(e) => setDraft({ ...draft, text: e.target.value })}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit();
        }}
      />
      <div className={styles.foot}>
        <span className={styles.who}>{t('ticket:sendKey')}</span>
        <Tooltip title={lawful?.why}>
          <Button
            type={draft.kind === 'reply' ? 'primary' : 'default'}
            disabled={lawful?.ok !== true || draft.text.trim() === ''}
            loading={send.isPending}
            onClick={submit}
          >
            {t(`ticket:send.${draft.kind}`)}
          </Button>
        </Tooltip>
      </div>
    </section>
  );
}
