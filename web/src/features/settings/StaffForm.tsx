import { Button, Form, Input, Select, Switch } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Staff } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { UnitPicker } from '@/components/pickers';
import { addStaff, changeStaff, type PostBody, roles, scopes } from './org';
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
}

interface StaffFormProps {
  staff?: Staff;
  /** The person has just been disabled. */
  onDisabled: (staff: Staff) => void;
  onClose: () => void;
}

/** Gives a person an account, or changes it. */
export function StaffForm({ staff, onDisabled, onClose }: StaffFormProps) {
  const { t } = useTranslation();
  const disabled = useRef(false);
  const submit = ({ login, name, unitId, roles: posts = [], password, disabled: off }: Values) => {
    const secret = password || undefined;
    disabled.current = off === true;
    return staff
      ? changeStaff(staff.id, { name, unitId, roles: posts, disabled: off, password: secret, version: staff.version })
      : addStaff({ login, name, unitId, roles: posts, password: secret });
  };
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <FormModal<Values>
      title={staff ? t('settings:staff.changing', { name: staff.name }) : t('settings:staff.add')}
      width={680}
      initial={
        staff
          ? { ...staff, unitId: staff.unit.id, roles: staff.posts }
          : { roles: [{ role: 'frontdesk', scope: 'unit' }] }
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
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="login" label={t('settings:staff.login')} rules={needed}>
          <Input autoComplete="off" disabled={staff !== undefined} />
        </Form.Item>
        <Form.Item name="unitId" label={t('settings:staff.unit')} rules={needed}>
          <UnitPicker />
        </Form.Item>
        <Form.Item
          name="password"
          label={staff ? t('settings:staff.newPassword') : t('settings:staff.password')}
          extra={staff ? t('settings:staff.newPasswordHint') : t('settings:staff.passwordHint')}
          rules={[{ min: passwordLeast, message: t('settings:staff.passwordLeast', { least: passwordLeast }) }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </div>
      <Form.Item label={t('settings:staff.roles')}>
        <PostRows />
      </Form.Item>
      {staff && (
        <Form.Item
          name="disabled"
          valuePropName="checked"
          label={t('settings:staff.disable')}
          extra={t('settings:staff.disableHint')}
        >
          <Switch />
        </Form.Item>
      )}
    </FormModal>
  );
}

/** One line a post: which role, in which unit, how far it reaches. */
function PostRows() {
  const { t } = useTranslation();
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
                  options={roles.map((value) => ({ value, label: t(`app:role.${value}`) }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'unitId']} rules={needed} noStyle>
                <UnitPicker aria-label={t('settings:staff.unit')} />
              </Form.Item>
              <Form.Item name={[name, 'scope']} rules={needed} noStyle>
                <Select
                  aria-label={t('settings:staff.scope')}
                  options={scopes.map((value) => ({ value, label: t(`settings:scope.${value}`) }))}
                />
              </Form.Item>
              <Button type="text" onClick={() => remove(name)}>
                {t('settings:remove')}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({ role: 'frontdesk', scope: 'unit' })}>
            {t('settings:staff.addRole')}
          </Button>
          <Form.ErrorList errors={errors} />
        </>
      )}
    </Form.List>
  );
}
