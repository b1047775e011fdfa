import { Modal } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import styles from './KeyMap.module.css';

/** A line of the map: the keys that do the same, and the text that says what. */
interface Line {
  keys: string[];
  does: string;
}

/** All keys of the console, on one card. */
export function KeyMap({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const mayFile = useMay('ticket.create');
  const mayHandle = useMay('ticket.handle');
  const everywhere: Line[] = [
    { keys: ['Ctrl K', '/'], does: t('keymap:search') },
    ...(mayFile ? [{ keys: ['N'], does: t('keymap:newTicket') }] : []),
    { keys: ['?'], does: t('keymap:help') },
  ];
  const lists: Line[] = [
    { keys: ['J', '↓'], does: t('keymap:down') },
    { keys: ['K', '↑'], does: t('keymap:up') },
    { keys: ['Enter'], does: t('keymap:open') },
    { keys: [t('keymap:space')], does: t('keymap:preview') },
    { keys: ['F'], does: t('keymap:find') },
    ...(mayHandle ? [{ keys: ['X'], does: t('keymap:select') }] : []),
    ...(mayHandle ? [{ keys: ['Shift X'], does: t('keymap:selectRange') }] : []),
    { keys: ['Esc'], does: t('keymap:leave') },
  ];
  const writing: Line[] = [
    { keys: ['Ctrl Enter'], does: t('keymap:send') },
    { keys: ['/'], does: t('keymap:phrases') },
    { keys: ['@'], does: t('keymap:mention') },
  ];
  return (
    <Modal open onCancel={onClose} footer={null} width={420} title={t('keymap:title')}>
      <Group title={t('keymap:everywhere')} lines={everywhere} />
      <Group title={t('keymap:lists')} lines={lists} />
      <Group title={t('keymap:writing')} lines={writing} />
    </Modal>
  );
}

function Group({ title, lines }: { title: string; lines: Line[] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.group}>
      <h2>{title}</h2>
      <dl>
        {lines.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key, i) => (
                <Fragment key={key}>
                  {i > 0 && ` ${t('keymap:or')} `}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
