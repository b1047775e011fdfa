import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { staffQuery, useIn } from '@/api/org';
import type { Permission, Role } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { ErrorState, LoadingState } from '@/components/states';
import { PermissionsField } from './PermissionsField';
import styles from './Roles.module.css';
import { addRole, changeRole } from './roles';
import pageStyles from './Settings.module.css';

interface Values {
  code: string;
  zh: string;
  en?: string;
  aboutZh?: string;
  aboutEn?: string;
  permissions?: Permission[];
}

interface RoleFormProps {
  role?: Role;
  readOnly: boolean;
  onClose: () => void;
}

/** Makes a role, changes it, or shows it to who only reviews. */
export function RoleForm({ role, readOnly, onClose }: RoleFormProps) {
  const { t } = useTranslation();
  const say = useIn();
  const submit = ({ code, zh, en, aboutZh = '', aboutEn = '', permissions = [] }: Values) => {
    const said = { zh, en: en || undefined, about: { zh: aboutZh, en: aboutEn }, permissions };
    return role ? changeRole(role.code, { ...said, version: role.version }) : addRole({ code, ...said });
  };
  const needed = [{ required: true, whitespace: true, message: t('settings:fillIn') }];
  return (
    <FormModal<Values>
      title={
        role ? t(`settings:roles.${readOnly ? 'seeing' : 'changing'}`, { name: say(role) }) : t('settings:roles.add')
      }
      width={760}
      readOnly={readOnly}
      initial={role ? { ...role, aboutZh: role.about.zh, aboutEn: role.about.en } : { permissions: [] }}
      submit={submit}
      touches={[['org'], ['session']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <div className={styles.names}>
        <Form.Item name="zh" label={t('settings:zh')} rules={needed}>
          <Input autoFocus={!readOnly} autoComplete="off" />
        </Form.Item>
        <Form.Item name="en" label={t('settings:en')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="aboutZh" label={t('settings:roles.aboutZh')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="aboutEn" label={t('settings:roles.aboutEn')}>
          <Input autoComplete="off" />
        </Form.Item>
        {role === undefined && (
          <Form.Item name="code" label={t('settings:roles.code')} extra={t('settings:roles.codeHint')} rules={needed}>
            <Input autoComplete="off" />
          </Form.Item>
        )}
      </div>
      <Form.Item name="permissions" label={t('settings:roles.permissions')}>
        <PermissionsField role={role} readOnly={readOnly} />
      </Form.Item>
      {role && <Holders role={role} />}
    </FormModal>
  );
}

/** Whom a change of the role concerns. */
function Holders({ role }: { role: Role }) {
  const { t } = useTranslation();
  const { data: people, error, refetch } = useQuery(staffQuery({ role: role.code }));
  return (
    <Form.Item label={t('settings:roles.whoHolds', { count: role.holders })}>
      {error && people === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && people === undefined && <LoadingState rows={2} />}
      {people?.length === 0 && <span className={pageStyles.quiet}>{t('settings:roles.nobody')}</span>}
      <ul className={styles.people}>
        {people?.map((person) => (
          <li key={person.id}>
            {person.name} <small>{person.unit.name}</small>
          </li>
        ))}
      </ul>
    </Form.Item>
  );
}
