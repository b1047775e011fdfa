import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { rolesQuery, useRoleNames } from '@/api/org';
import { logInRulesQuery, setLogInRules } from '@/api/security';
import { useMay } from '@/api/session';
import type { LogInRules, RoleCode } from '@/api/types';
import { showFieldErrors } from '@/components/formErrors';
import { Page, Panel } from '@/components/Page';
import { StaffPicker } from '@/components/pickers';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { fromForm, type RulesForm, toForm } from './rules';
import styles from './Security.module.css';

/** How people log in: one document, saved as a whole. */
export function RulesPage() {
  const { t } = useTranslation();
  const may = useMay('security.manage');
  const { data, error, refetch } = useQuery({ ...logInRulesQuery, enabled: may });
  const { data: roles } = useQuery(rolesQuery);
  if (!may) return <EmptyState title={t('security:rules.mayNot')} />;
  return (
    <Page title={t('security:rules.title')}>
      <p className={styles.intro}>{t('security:rules.intro')}</p>
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && (data === undefined || roles === undefined) && <LoadingState rows={10} />}
      {data && roles && <Rules key={data.version} rules={data} roles={roles.map((role) => role.code)} />}
    </Page>
  );
}

function Rules({ rules, roles }: { rules: LogInRules; roles: RoleCode[] }) {
  const { t } = useTranslation();
  const roleName = useRoleNames();
  const [form] = Form.useForm<RulesForm>();
  const change = useChange((values: RulesForm) => setLogInRules(fromForm(values, rules)), {
    touches: [['security']],
    done: t('settings:saved'),
    onFail: (error) => showFieldErrors(form, error),
  });
  return (
    <Form<RulesForm>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={toForm(rules, roles)}
      scrollToFirstError={{ focus: true }}
      onFinish={(values) => change.mutate(values)}
    >
      <div className={styles.cards}>
        <Panel title={t('security:rules.password')}>
          <div className={styles.inner}>
            <Amount name={['password', 'least']} min={10} max={64} />
            <Amount name={['password', 'unlike']} min={0} max={24} />
            <Amount name={['password', 'days']} min={0} max={3650} />
            <Form.Item name={['password', 'firstChange']} valuePropName="checked">
              <Checkbox>{t('security:rules.field.password-firstChange')}</Checkbox>
            </Form.Item>
          </div>
        </Panel>
        <Panel title={t('security:rules.lock')}>
          <div className={styles.inner}>
            <Amount name={['lock', 'failures']} min={0} max={100} />
            <Amount name={['lock', 'within']} min={1} max={1440} />
            <Amount name={['lock', 'for']} min={1} max={1440} />
            <p className={styles.quiet}>{t('security:rules.lockHint')}</p>
          </div>
        </Panel>
        <Panel title={t('security:rules.sessions')}>
          <div className={styles.inner}>
            <Amount name={['sessions', 'idle']} min={5} max={1440} />
            <Amount name={['sessions', 'hours']} min={1} max={720} />
            <Amount name={['sessions', 'most']} min={0} max={100} />
          </div>
        </Panel>
        <Panel title={t('security:rules.require')}>
          <div className={styles.inner}>
            <p className={styles.quiet}>{t('security:rules.requireHint')}</p>
            {roles.map((role) => (
              <Form.Item key={role} name={['require', role]} label={roleName(role)}>
                <Select
                  options={['', 'any', 'passkey'].map((value) => ({
                    value,
                    label: t(`security:rules.need.${value || 'none'}`),
                  }))}
                />
              </Form.Item>
            ))}
          </div>
        </Panel>
        <Panel title={t('security:rules.networks')}>
          <div className={styles.inner}>
            <p className={styles.quiet}>{t('security:rules.networksHint')}</p>
            <Networks name={['networks']} label={t('security:rules.everyone')} />
            {roles.map((role) => (
              <Networks key={role} name={['roleNetworks', role]} label={roleName(role)} />
            ))}
          </div>
        </Panel>
        <Panel title={t('security:rules.breakGlass')}>
          <div className={styles.inner}>
            <p className={styles.quiet}>{t('security:rules.breakGlassHint')}</p>
            <Form.Item name="breakGlass" label={t('security:rules.breakGlassAccount')}>
              <StaffPicker allowClear />
            </Form.Item>
          </div>
        </Panel>
      </div>
      <div className={styles.save}>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </Form>
  );
}

function Amount({ name, min, max }: { name: [string, string]; min: number; max: number }) {
  const { t } = useTranslation();
  const key = name.join('-');
  return (
    <Form.Item
      name={name}
      label={t(`security:rules.field.${key}`)}
      rules={[{ required: true, message: t('settings:fillIn') }]}
    >
      <InputNumber min={min} max={max} precision={0} suffix={t(`security:rules.unit.${key}`)} style={{ width: 180 }} />
    </Form.Item>
  );
}

function Networks({ name, label }: { name: string[]; label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label}>
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', ' ', '，']}
        placeholder={t('security:rules.anywhere')}
      />
    </Form.Item>
  );
}
