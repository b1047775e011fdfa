import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { permissionsQuery, rolesQuery, useIn } from '@/api/org';
import { useMay } from '@/api/session';
import type { RoleCode, Staff, StaffSkill } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { SkillRows } from '@/components/people/SkillRows';
import { UnitPicker } from '@/components/pickers';
import { listWords, useLanguage } from '@/i18n/language';
import { addStaff, changeStaff, type PostBody, scopes } from './org';
import roleStyles from './Roles.module.css';
import styles from './Settings.module.css';

/** As the server asks. */
const passwordLeast = 10;

interface Values {
  login: string;
  name: string;
  unitId: string;
  roles?: PostBody[];
  password?: string;
  disabled?: boolean;
  seats?: number;
  skills?: StaffSkill[];
}

interface StaffFormProps {
  staff?: Staff;
  /** The person has just been disabled. */
  onDisabled: (staff: Staff) => void;
  onClose: () => void;
}

/** Gives a person an account and posts, or changes them: the account is the administrator's, the posts are the security officer's. */
export function StaffForm({ staff, onDisabled, onClose }: StaffFormProps) {
  const { t } = useTranslation();
  const mayManage = useMay('org.manage');
  const mayAppoint = useMay('rights.manage');
  const disabled = useRef(false);
  const submit = ({ login, name, unitId, roles: posts = [], password, disabled: off, seats, skills }: Values) => {
    const secret = password || undefined;
    disabled.current = off === true;
    const account = mayManage ? { name, unitId, disabled: off, password: secret, seats, skills } : {};
    const roles = mayAppoint ? { roles: posts } : {};
    return staff
      ? changeStaff(staff.id, { ...account, ...roles, version: staff.version })
      : addStaff({ login, name, unitId, ...roles, password: secret });
  };
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <FormModal<Values>
      title={staff ? t('settings:staff.changing', { name: staff.name }) : t('settings:staff.add')}
      width={680}
      initial={
        staff
          ? { ...staff, unitId: staff.unit.id, roles: staff.posts }
          : { roles: mayAppoint ? [{ role: 'frontdesk', scope: 'unit' }] : [] }
      }
      submit={submit}
      touches={[['org']]}
      done={t('settings:saved')}
      onDone={() => {
        if (staff && !staff.disabled && disabled.current) onDisabled(staff);
      }}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item
          name="name"
          label={t('settings:staff.name')}
          rules={[{ required: true, whitespace: true, message: t('settings:fillIn') }]}
        >
          <Input autoFocus autoComplete="off" disabled={!mayManage} />
        </Form.Item>
        <Form.Item name="login" label={t('settings:staff.login')} rules={needed}>
          <Input autoComplete="off" disabled={staff !== undefined} />
        </Form.Item>
        <Form.Item name="unitId" label={t('settings:staff.unit')} rules={needed}>
          <UnitPicker disabled={!mayManage} />
        </Form.Item>
        <Form.Item
          name="password"
          label={staff ? t('settings:staff.newPassword') : t('settings:staff.password')}
          extra={staff ? t('settings:staff.newPasswordHint') : t('settings:staff.passwordHint')}
          rules={[{ min: passwordLeast, message: t('settings:staff.passwordLeast', { least: passwordLeast }) }]}
        >
          <Input.Password autoComplete="new-password" disabled={!mayManage} />
        </Form.Item>
      </div>
      <Form.Item label={t('settings:staff.roles')} extra={mayAppoint ? undefined : t('settings:staff.rolesByOfficer')}>
        <PostRows disabled={!mayAppoint} />
      </Form.Item>
      {staff && (
        <>
          <Form.Item label={t('people:skills.of')}>
            <SkillRows disabled={!mayManage} />
          </Form.Item>
          <Form.Item name="seats" label={t('people:skills.seats')} extra={t('people:skills.seatsHint')}>
            <InputNumber min={0} max={999} precision={0} disabled={!mayManage} style={{ width: 150 }} />
          </Form.Item>
        </>
      )}
      {staff && (
        <Form.Item
          name="disabled"
          valuePropName="checked"
          label={t('settings:staff.disable')}
          extra={t('settings:staff.disableHint')}
        >
          <Switch disabled={!mayManage} />
        </Form.Item>
      )}
    </FormModal>
  );
}

/** One line a post: which role, in which unit, how far it reaches. */
function PostRows({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const say = useIn();
  const { data: roles = [] } = useQuery(rolesQuery);
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <Form.List name="roles">
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.post}>
              <Form.Item name={[name, 'role']} rules={needed} noStyle>
                <Select
                  aria-label={t('settings:staff.role')}
                  disabled={disabled}
                  options={roles.map((role) => ({ value: role.code, label: say(role) }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'unitId']} rules={needed} noStyle>
                <UnitPicker aria-label={t('settings:staff.unit')} disabled={disabled} />
              </Form.Item>
              <Form.Item name={[name, 'scope']} rules={needed} noStyle>
                <Select
                  aria-label={t('settings:staff.scope')}
                  disabled={disabled}
                  options={scopes.map((value) => ({ value, label: t(`settings:scope.${value}`) }))}
                />
              </Form.Item>
              <Button type="text" disabled={disabled} onClick={() => remove(name)}>
                {t('settings:remove')}
              </Button>
              <Form.Item noStyle dependencies={[['roles', name, 'role']]}>
                {({ getFieldValue }) => <Opens role={getFieldValue(['roles', name, 'role']) as RoleCode | undefined} />}
              </Form.Item>
            </div>
          ))}
          <Button size="small" disabled={disabled} onClick={() => add({ role: 'frontdesk', scope: 'unit' })}>
            {t('settings:staff.addRole')}
          </Button>
          <Form.ErrorList errors={errors} />
        </>
      )}
    </Form.List>
  );
}

/** What a role opens, in plain words. */
function Opens({ role: code }: { role?: RoleCode }) {
  const { t } = useTranslation();
  const say = useIn();
  const language = useLanguage();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: groups = [] } = useQuery(permissionsQuery);
  const role = roles.find((one) => one.code === code);
  if (!role) return null;
  const words = groups
    .flatMap((group) => group.permissions)
    .filter((permission) => role.permissions.includes(permission.code))
    .map(say);
  return <p className={roleStyles.opens}>{t('settings:staff.opens', { permissions: listWords(words, language) })}</p>;
}
