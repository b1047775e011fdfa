import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { permissionsQuery, unitsQuery, useIn, useRoleNames } from '@/api/org';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import styles from './Audit.module.css';
import { type AuditFilter, auditQuery, type Entry, isProgram, pretty } from './audit';
import { type Fact, factsOf, listOf, type Voice } from './facts';

function useVoice(): Voice {
  const { t } = useTranslation();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: groups = [] } = useQuery(permissionsQuery);
  const say = useIn();
  const permissionName = (code: string) => {
    const found = groups.flatMap((group) => group.permissions).find((one) => one.code === code);
    return found ? say(found) : code;
  };
  return { t, names: useNames(), language: useLanguage(), units, roleName: useRoleNames(), permissionName };
}

/** The entries that a filter finds, each a sentence; what changed stands below it. */
export function Entries({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation();
  const voice = useVoice();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    auditQuery(filter, voice.language),
  );
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={14} />;
  const none = t(hasNextPage ? 'audit:noneYet' : Object.keys(filter).length > 0 ? 'audit:noneFound' : 'audit:none');
  return (
    <Panel>
      <DataTable<Entry>
        rowKey="seq"
        pagination={false}
        dataSource={data.pages.flatMap((page) => page.items)}
        locale={{ emptyText: <EmptyState title={none} /> }}
        expandable={{
          columnTitle: <span className="visuallyHidden">{t('audit:record')}</span>,
          columnWidth: 40,
          expandedRowRender: (entry) => <Whole entry={entry} voice={voice} />,
        }}
        columns={[
          { title: t('audit:at'), key: 'at', width: 150, render: (_, { at }) => <Time at={at} as="day" /> },
          {
            title: t('audit:what'),
            key: 'what',
            render: (_, entry) => (
              <>
                <b>{isProgram(entry) ? t('audit:program') : entry.actor}</b>
                {voice.language === 'en' && ' '}
                {entry.says}
                <Facts facts={factsOf(entry, voice)} />
              </>
            ),
          },
          {
            title: t('audit:via.title'),
            key: 'via',
            width: 260,
            render: (_, entry) => <span className={styles.clip}>{cameBy(entry, t)}</span>,
          },
        ]}
      />
      {hasNextPage && (
        <div className={styles.more}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('audit:older')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

/** 令牌「对接」 · 10.1.2.3 */
function cameBy({ via, means, address }: Entry, t: TFunction): string {
  if (via === '') return '';
  const how = means === '' ? t(`audit:via.${via}`) : t('audit:via.means', { via: t(`audit:via.${via}`), means });
  return address === '' ? how : `${how} · ${address}`;
}

/** What an entry says besides its sentence, in one line. */
function Facts({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <div className={styles.facts}>
      {facts.map(({ name, was, value }, i) => (
        <Fragment key={name}>
          {i > 0 && ' · '}
          {name} <Was was={was} /> {value}
        </Fragment>
      ))}
    </div>
  );
}

/** What something was before. */
function Was({ was }: { was: string | undefined }) {
  const { t } = useTranslation();
  if (was === undefined) return null;
  return (
    <>
      <del>{was === '' ? t('audit:nothing') : was}</del> →
    </>
  );
}

/** All that an entry says, and the record itself as it was chained. */
function Whole({ entry, voice }: { entry: Entry; voice: Voice }) {
  const { t } = useTranslation();
  const list = listOf(entry);
  return (
    <div className={styles.whole}>
      <dl>
        {factsOf(entry, voice).map(({ name, was, value }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <Was was={was} /> {value}
            </dd>
          </Fragment>
        ))}
        <dt>{t('audit:seq')}</dt>
        <dd>{entry.seq}</dd>
        <dt>{t('audit:hash')}</dt>
        <dd className={styles.quiet}>{entry.hash}</dd>
      </dl>
      {list !== undefined && (
        <p>
          <Link to={list.to} search={list.search}>
            {t('audit:seeList')}
          </Link>
        </p>
      )}
      {entry.objectId !== '' && (
        <p>
          <Link to="/audit" search={{ object: entry.object, objectId: entry.objectId }}>
            {t('audit:sameObject')}
          </Link>
        </p>
      )}
      <details>
        <summary>{t('audit:record')}</summary>
        <pre>{pretty(entry.detail)}</pre>
      </details>
    </div>
  );
}
