import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Figure, PersonWatch } from '@/api/types';
import { useAway } from '@/components/away';
import { DataTable } from '@/components/DataTable';
import { FigureLink } from '@/components/FigureLink';
import { Panel } from '@/components/Page';
import { EmptyState } from '@/components/states';
import styles from './Watch.module.css';

interface PeopleProps {
  people: PersonWatch[];
  onShare: (person: PersonWatch) => void;
}

/** A line a person: how much each has, and the way to give it to others. */
export function People({ people, onShare }: PeopleProps) {
  const { t } = useTranslation();
  const away = useAway();
  const number = (name: 'owned' | 'working' | 'warned' | 'overdue', title: string, tone?: string) => ({
    title,
    key: name,
    align: 'right' as const,
    width: 96,
    render: (_: unknown, row: PersonWatch) => {
      const figure: Figure = row[name];
      return (
        <span className={figure.count > 0 ? tone : styles.none}>
          <FigureLink figure={figure} label={`${row.person.name} ${title}`} />
        </span>
      );
    },
  });
  return (
    <div className={styles.people}>
      <Panel title={t('watch:people')}>
        <DataTable<PersonWatch>
          rowKey={(row) => row.person.id}
          dataSource={people}
          pagination={people.length > 50 ? { pageSize: 50, size: 'small', showSizeChanger: false } : false}
          locale={{ emptyText: <EmptyState title={t('watch:noPeople')} /> }}
          named={['owned', 'working', 'warned', 'overdue']}
          columns={[
            {
              title: t('watch:person'),
              key: 'person',
              render: (_, row) => (
                <>
                  {row.person.name} {row.disabled && <span className={styles.tag}>{t('watch:left')}</span>}
                  {away(row.person.id) !== '' && <div>{away(row.person.id)}</div>}
                  {row.most > 0 && row.owned.count + row.working.count >= row.most && (
                    <span className={styles.tag}>
                      {t('bulk:load.full', { count: row.owned.count + row.working.count, most: row.most })}
                    </span>
                  )}
                </>
              ),
            },
            { title: t('watch:unit'), key: 'unit', render: (_, row) => row.unit.name },
            number('owned', t('watch:owned')),
            number('working', t('watch:handoffs')),
            number('warned', t('watch:figure.warned'), styles.warn),
            number('overdue', t('watch:figure.overdue'), styles.late),
            {
              title: <span className="visuallyHidden">{t('watch:share')}</span>,
              key: 'share',
              align: 'right',
              width: 110,
              render: (_, row) =>
                row.owned.count + row.working.count > 0 && (
                  <Button
                    size="small"
                    type={row.disabled ? 'primary' : 'default'}
                    aria-label={t('watch:shareOf', { name: row.person.name })}
                    onClick={() => onShare(row)}
                  >
                    {t('watch:share')}
                  </Button>
                ),
            },
          ]}
        />
      </Panel>
    </div>
  );
}
