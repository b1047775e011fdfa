import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesQuery, skillsQuery, staffQuery, unitsQuery, useIn, useRoleNames } from '@/api/org';
import { useMay } from '@/api/session';
import type { Post, RoleCode, Staff } from '@/api/types';
import { useAway } from '@/components/away';
import { DataTable } from '@/components/DataTable';
import { Page, Panel } from '@/components/Page';
import { LeaverDialog } from '@/components/people/LeaverDialog';
import { SkillsDialog } from '@/components/people/SkillsDialog';
import { UnitPicker } from '@/components/pickers';
import { StaffSecurity } from '@/components/proof/StaffSecurity';
import { SearchBox } from '@/components/SearchBox';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { LeftBehind } from './LeftBehind';
import styles from './Settings.module.css';
import { StaffForm } from './StaffForm';
import { StaffRights } from './StaffRights';

/** Who has an account, with which roles in which units. */
export function StaffPage() {
  const { t } = useTranslation();
  const mayManage = useMay('org.manage');
  const mayChange = useMay('org.manage', 'rights.manage');
  const mayReview = useMay('rights.manage', 'audit.read');
  const say = useIn();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { q, unit, role } = useSearch({ from: '/inside/settings/staff' });
  const navigate = useNavigate();
  const [open, setOpen] = useState<{ staff?: Staff }>();
  const [left, setLeft] = useState<Staff>();
  const [reviewed, setReviewed] = useState<Staff>();
  const [secured, setSecured] = useState<Staff>();
  const [leaver, setLeaver] = useState<Staff>();
  const [skills, setSkills] = useState(false);
  const filter = (part: { q?: string; unit?: string; role?: string }) =>
    void navigate({ to: '/settings/staff', search: { q, unit, role, ...part }, replace: true });
  return (
    <Page
      title={t('settings:staff.title')}
      extra={
        <>
          <SearchBox
            className={styles.search}
            label={t('settings:staff.search')}
            value={q ?? ''}
            onChange={(words) => filter({ q: words || undefined })}
          />
          <UnitPicker
            allowClear
            style={{ width: 200 }}
            aria-label={t('settings:staff.unit')}
            value={unit}
            onChange={(id) => filter({ unit: id })}
          />
          <Select
            allowClear
            style={{ width: 140 }}
            aria-label={t('settings:staff.role')}
            placeholder={t('settings:staff.role')}
            value={role}
            onChange={(value?: string) => filter({ role: value })}
            options={roles.map((one) => ({ value: one.code, label: say(one) }))}
          />
          {mayManage && <Button onClick={() => setSkills(true)}>{t('people:skills.manage')}</Button>}
          {mayManage && <Button onClick={() => setOpen({})}>{t('settings:staff.add')}</Button>}
        </>
      }
    >
      <List
        filter={{ q, unit, role }}
        onOpen={mayChange ? (staff) => setOpen({ staff }) : undefined}
        onReview={mayReview ? setReviewed : undefined}
        onSecure={mayManage ? setSecured : undefined}
        onLeave={mayManage ? setLeaver : undefined}
      />
      {open && <StaffForm staff={open.staff} onDisabled={setLeft} onClose={() => setOpen(undefined)} />}
      {secured && <StaffSecurity staff={secured} onClose={() => setSecured(undefined)} />}
      {reviewed && <StaffRights staff={reviewed} onClose={() => setReviewed(undefined)} />}
      {leaver && <LeaverDialog staff={leaver} onClose={() => setLeaver(undefined)} />}
      {skills && <SkillsDialog onClose={() => setSkills(false)} />}
      {left && <LeftBehind staff={left} onClose={() => setLeft(undefined)} />}
    </Page>
  );
}

interface ListProps {
  filter: { q?: string; unit?: string; role?: RoleCode };
  onOpen?: (staff: Staff) => void;
  onReview?: (staff: Staff) => void;
  onSecure?: (staff: Staff) => void;
  onLeave?: (staff: Staff) => void;
}

function List({ filter, onOpen, onReview, onSecure, onLeave }: ListProps) {
  const { t } = useTranslation();
  const away = useAway();
  const { data, error, refetch } = useQuery(staffQuery(filter));
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingState rows={12} />;
  return (
    <Panel>
      <DataTable<Staff>
        named={['factor']}
        rowKey="id"
        dataSource={data}
        rowClassName={(row) => (row.disabled ? (styles.off ?? '') : '')}
        pagination={data.length > 50 ? { pageSize: 50, size: 'small', showSizeChanger: false } : false}
        locale={{ emptyText: <EmptyState title={t('settings:staff.none')} /> }}
        columns={[
          {
            title: t('settings:staff.name'),
            key: 'name',
            render: (_, row) => (
              <>
                {row.name} {row.disabled && <span className={styles.tag}>{t('settings:staff.disabled')}</span>}
                {away(row.id) !== '' && <div className={styles.quiet}>{away(row.id)}</div>}
              </>
            ),
          },
          { title: t('settings:staff.login'), dataIndex: 'login' },
          { title: t('settings:staff.unit'), key: 'unit', render: (_, row) => row.unit.name },
          { title: t('settings:staff.roles'), key: 'roles', render: (_, row) => <Posts posts={row.posts} /> },
          { title: t('people:skills.of'), key: 'skills', render: (_, row) => <Skills of={row} /> },
          ...(onSecure
            ? [
                {
                  title: t('proof:staff.column'),
                  key: 'factor',
                  render: (_: unknown, row: Staff) => <Guard staff={row} />,
                },
              ]
            : []),
          ...(onOpen || onReview
            ? [
                {
                  title: t('settings:actions'),
                  key: 'actions',
                  className: styles.actionsCell,
                  align: 'right' as const,
                  width: onLeave ? 260 : 150,
                  render: (_: unknown, row: Staff) => (
                    <span className={styles.actions}>
                      {onSecure && (
                        <Button
                          size="small"
                          type="text"
                          onClick={() => onSecure(row)}
                          aria-label={`${t('proof:staff.open')}: ${row.name}`}
                        >
                          {t('proof:staff.open')}
                        </Button>
                      )}
                      {onReview && (
                        <Button
                          size="small"
                          type="text"
                          onClick={() => onReview(row)}
                          aria-label={`${t('settings:rights.open')}: ${row.name}`}
                        >
                          {t('settings:rights.open')}
                        </Button>
                      )}
                      {onLeave && !row.disabled && (
                        <Button
                          size="small"
                          type="text"
                          onClick={() => onLeave(row)}
                          aria-label={`${t('people:leaver.open')}: ${row.name}`}
                        >
                          {t('people:leaver.open')}
                        </Button>
                      )}
                      {onOpen && (
                        <Button
                          size="small"
                          type="text"
                          onClick={() => onOpen(row)}
                          aria-label={`${t('settings:change')}: ${row.name}`}
                        >
                          {t('settings:change')}
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

/** What a person can do, and how well. */
function Skills({ of }: { of: Staff }) {
  const { t } = useTranslation();
  const say = useIn();
  const { data = [] } = useQuery(skillsQuery);
  return (
    <span className={styles.tags}>
      {of.skills.map(({ skill, level }) => {
        const one = data.find(({ code }) => code === skill);
        return (
          <span key={skill} className={styles.tag}>
            {one ? say(one) : skill} <span className={styles.condition}>{t(`people:skills.levels.${level}`)}</span>
          </span>
        );
      })}
    </span>
  );
}

/** The best second factor of an account, and whether it is locked. */
function Guard({ staff: { guard } }: { staff: Staff }) {
  const { t } = useTranslation();
  return (
    <>
      {guard?.factor ? (
        t(`proof:factor.${guard.factor}`)
      ) : (
        <span className={styles.quiet}>{t('proof:staff.onlyPassword')}</span>
      )}{' '}
      {guard?.locked && <span className={styles.tag}>{t('proof:staff.lockedTag')}</span>}
    </>
  );
}

function Posts({ posts }: { posts: Post[] }) {
  const { t } = useTranslation();
  const roleName = useRoleNames();
  const { data: units = [] } = useQuery(unitsQuery);
  const unitOf = (post: Post) => units.find((unit) => unit.id === post.unitId)?.name ?? '';
  return (
    <span className={styles.tags}>
      {posts.map((post) => (
        <span
          key={`${post.role} ${post.unitId}`}
          className={styles.tag}
          title={`${unitOf(post)} · ${t(`settings:scope.${post.scope}`)}`}
        >
          {roleName(post.role)}
          <span className={styles.condition}>
            {' '}
            {unitOf(post)} · {t(`settings:scopeShort.${post.scope}`)}
          </span>
        </span>
      ))}
    </span>
  );
}
