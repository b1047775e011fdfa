import { Modal } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { keyFace, shortcutsFor } from '@/components/shortcuts';
import styles from './KeyMap.module.css';

const places = ['everywhere', 'lists', 'writing'] as const;

/** All keys of the console that the person can use, on one card. */
export function KeyMap({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open onCancel={onClose} footer={null} width={420} title={t('keymap:title')}>
      {places.map((where) => (
        <Group key={where} where={where} />
      ))}
    </Modal>
  );
}

function Group({ where }: { where: (typeof places)[number] }) {
  const { t } = useTranslation();
  const lines = shortcutsFor(useMe().permissions).filter((s) => s.where === where);
  if (lines.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2>{t(`keymap:where.${where}`)}</h2>
      <dl>
        {lines.map(({ keys, name }) => (
          <div key={name}>
            <dt>
              {keys.map((key, i) => (
                <Fragment key={key}>
                  {i > 0 && ` ${t('keymap:or')} `}
                  <kbd>{keyFace(key, t('keymap:space'))}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{t(`keymap:does.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
