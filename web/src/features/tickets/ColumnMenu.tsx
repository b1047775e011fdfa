import { ArrowDownOutlined, ArrowUpOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './ColumnMenu.module.css';
import { allColumns, type Column, givesWay } from './filters';

interface ColumnMenuProps {
  /** The address names them. */
  chosen: boolean;
  columns: Column[];
  /** Those that have room; the others are ticked and not in sight. */
  shown: Column[];
  /** None: the usual ones. */
  onChange: (columns: Column[]) => void;
}

/** Chooses the columns of the list and their order; both stand in the address. */
export function ColumnMenu({ chosen, columns, shown, onChange }: ColumnMenuProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const move = (column: Column, step: number) => {
    const next = columns.filter((one) => one !== column);
    next.splice(columns.indexOf(column) + step, 0, column);
    onChange(next);
  };
  const toggle = (column: Column) =>
    onChange(columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column]);
  const rows = [...columns, ...allColumns.filter((column) => !columns.includes(column))];
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <section aria-label={t('tickets:columns')} className={styles.menu}>
          <ul>
            {rows.map((column) => {
              const name = t(`tickets:column.${column}`);
              const at = columns.indexOf(column);
              return (
                <li key={column}>
                  <Checkbox
                    checked={at >= 0}
                    disabled={at >= 0 && columns.length === 1}
                    onChange={() => toggle(column)}
                  >
                    {name}
                    {at >= 0 && !shown.includes(column) && <small className={styles.away}>{t('tickets:noRoom')}</small>}
                  </Checkbox>
                  {at >= 0 && (
                    <span className={styles.moves}>
                      <Button
                        type="text"
                        size="small"
                        icon={<ArrowUpOutlined />}
                        disabled={at === 0}
                        aria-label={t('tickets:columnUp', { name })}
                        onClick={() => move(column, -1)}
                      />
                      <Button
                        type="text"
                        size="small"
                        icon={<ArrowDownOutlined />}
                        disabled={at === columns.length - 1}
                        aria-label={t('tickets:columnDown', { name })}
                        onClick={() => move(column, 1)}
                      />
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
          {shown.length < columns.length && (
            <p className={styles.rule}>
              {t('tickets:noRoomRule', {
                names: listWords(
                  givesWay.map((c) => t(`tickets:column.${c}`)),
                  language,
                ),
              })}
            </p>
          )}
          <Button type="link" size="small" disabled={!chosen} onClick={() => onChange([])}>
            {t('tickets:usualColumns')}
          </Button>
        </section>
      }
    >
      <Button type="text" size="small" icon={<SettingOutlined />} className={styles.open}>
        {t('tickets:columns')}
      </Button>
    </Popover>
  );
}
