import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { permissionsQuery, useIn } from '@/api/org';
import type { Permission, PermissionText, Role } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import styles from './Roles.module.css';
import { difference } from './roles';

interface PermissionsFieldProps {
  /** The role that is changed: what differs from its default is marked. */
  role?: Role;
  readOnly?: boolean;
  value?: Permission[];
  onChange?: (permissions: Permission[]) => void;
}

/** All permissions in plain words, by what they are about, to be ticked. */
export function PermissionsField({ role, readOnly, value = [], onChange }: PermissionsFieldProps) {
  const say = useIn();
  const { data: groups, error, refetch } = useQuery(permissionsQuery);
  if (error && groups === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (groups === undefined) return <LoadingState rows={12} />;
  const tick = (code: Permission, has: boolean) =>
    onChange?.(has ? [...value, code] : value.filter((one) => one !== code));
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <fieldset key={group.code} className={styles.group}>
          <legend>{say(group)}</legend>
          {group.permissions.map((permission) => (
            <Line
              key={permission.code}
              permission={permission}
              role={role}
              readOnly={readOnly}
              has={value.includes(permission.code)}
              onTick={(has) => tick(permission.code, has)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

interface LineProps {
  permission: PermissionText;
  role?: Role;
  readOnly?: boolean;
  has: boolean;
  onTick: (has: boolean) => void;
}

function Line({ permission, role, readOnly, has, onTick }: LineProps) {
  const { t } = useTranslation();
  const say = useIn();
  const differs = difference(role, permission.code, has);
  return (
    <Checkbox
      className={styles.permission}
      checked={has}
      disabled={readOnly}
      onChange={(event) => onTick(event.target.checked)}
    >
      <span className={styles.name}>{say(permission)}</span>{' '}
      {permission.sensitive && <span className={styles.sensitive}>{t('settings:roles.sensitive')}</span>}{' '}
      {differs && <span className={styles.differs}>{t(`settings:roles.${differs}`)}</span>}
      <span className={styles.about}>{say(permission.about)}</span>
    </Checkbox>
  );
}
