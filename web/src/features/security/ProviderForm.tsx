import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesQuery, unitsQuery, useIn, useRoleNames } from '@/api/org';
import { saveProvider, testProvider } from '@/api/providers';
import type { Provider, ProviderTest } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { showFieldErrors } from '@/components/formErrors';
import { UnitPicker } from '@/components/pickers';
import { useChange } from '@/components/useChange';
import styles from './Providers.module.css';
import { fromProviderForm } from './providers';

/** Makes a provider or changes it: how it is asked, whom it lets in, and which posts its groups give. */
export function ProviderForm({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { t } = useTranslation();
  const kind = provider.oidc ? 'oidc' : 'directory';
  const needed = [{ required: true, whitespace: true, message: t('settings:fillIn') }];
  const isNew = provider.version === 0;
  return (
    <FormModal<Partial<Provider>>
      title={t(`security:providers.${isNew ? 'new' : 'changing'}.${kind}`)}
      width={820}
      initial={{ ...provider }}
      submit={(values) => saveProvider(fromProviderForm(values, provider))}
      touches={[['security'], ['waysIn']]}
      done={t('settings:saved')}
      onFail={(error, form) => showFieldErrors(form, error)}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Form.Item name="zh" label={t('security:providers.zh')} rules={needed}>
          <Input autoFocus autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name="en" label={t('security:providers.en')}>
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name="id" label={t('security:providers.id')} extra={t('security:providers.idHint')} rules={needed}>
          <Input autoComplete="off" disabled={!isNew} maxLength={30} />
        </Form.Item>
      </div>
      {kind === 'oidc' ? <OidcFields provider={provider} /> : <DirectoryFields provider={provider} />}
      <h2 className={styles.heading}>{t('security:providers.letsIn')}</h2>
      <Form.Item name="enabled" valuePropName="checked" className={styles.check}>
        <Checkbox>{t('security:providers.enabled')}</Checkbox>
      </Form.Item>
      <Form.Item
        name="linksByName"
        valuePropName="checked"
        className={styles.check}
        extra={t('security:providers.linksByNameHint')}
      >
        <Checkbox>{t('security:providers.linksByName')}</Checkbox>
      </Form.Item>
      <Form.Item name="makesStaff" valuePropName="checked" className={styles.check}>
        <Checkbox>{t('security:providers.makesStaff')}</Checkbox>
      </Form.Item>
      <Form.Item name="home" label={t('security:providers.home')} extra={t('security:providers.homeHint')}>
        <UnitPicker allowClear style={{ maxWidth: 320 }} />
      </Form.Item>
      <h2 className={styles.heading}>{t('security:providers.grants')}</h2>
      <p className={styles.quiet}>{t('security:providers.grantsHint')}</p>
      <Grants />
      <h2 className={styles.heading}>{t('security:providers.test')}</h2>
      <Test provider={provider} />
    </FormModal>
  );
}

interface TextProps {
  of: 'oidc' | 'directory';
  name: string;
  needed?: boolean;
  placeholder?: string;
}

/** A text of how a provider is asked. */
function Text({ of, name, needed, placeholder }: TextProps) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={[of, name]}
      label={t(`security:providers.field.${name}`)}
      rules={needed ? [{ required: true, whitespace: true, message: t('settings:fillIn') }] : []}
    >
      <Input autoComplete="off" spellCheck={false} placeholder={placeholder} />
    </Form.Item>
  );
}

/** The secret is never shown: what is typed replaces it. */
function Secret({ provider }: { provider: Provider }) {
  const { t } = useTranslation();
  const hint = provider.hasSecret ? 'kept' : provider.outside ? 'outside' : 'sealed';
  return (
    <Form.Item
      name="secret"
      label={t(`security:providers.secret.${provider.oidc ? 'oidc' : 'directory'}`)}
      extra={t(`security:providers.secret.${hint}`)}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}

function Words({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={['oidc', name]} label={t(`security:providers.field.${name}`)}>
      <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ', '，']} />
    </Form.Item>
  );
}

function Certificate({ of }: { of: 'oidc' | 'directory' }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={[of, 'ca']} label={t('security:providers.field.ca')} extra={t('security:providers.caHint')}>
      <Input.TextArea rows={2} autoComplete="off" spellCheck={false} placeholder="-----BEGIN CERTIFICATE-----" />
    </Form.Item>
  );
}

function OidcFields({ provider }: { provider: Provider }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className={styles.heading}>{t('security:providers.asked')}</h2>
      <div className={styles.fields}>
        <Text of="oidc" name="issuer" needed placeholder="https://id.example.com/realms/staff" />
        <Text of="oidc" name="clientId" needed />
        <Secret provider={provider} />
        <Text of="oidc" name="loginClaim" placeholder="preferred_username" />
        <Text of="oidc" name="groupsClaim" placeholder="groups" />
        <Words name="scopes" />
        <Words name="strongAcr" />
        <Words name="strongAmr" />
      </div>
      <p className={styles.quiet}>{t('security:providers.strongHint')}</p>
      {provider.redirect && (
        <p className={styles.quiet}>
          {t('security:providers.redirect')} <code className={styles.code}>{provider.redirect}</code>
        </p>
      )}
      <Certificate of="oidc" />
    </>
  );
}

function DirectoryFields({ provider }: { provider: Provider }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className={styles.heading}>{t('security:providers.asked')}</h2>
      <div className={styles.fields}>
        <Text of="directory" name="address" needed placeholder="ldaps://ldap.example.com" />
        <Text of="directory" name="bindDn" placeholder="cn=xingfu,dc=example,dc=com" />
        <Secret provider={provider} />
        <Text of="directory" name="base" needed placeholder="ou=people,dc=example,dc=com" />
        <Text of="directory" name="filter" placeholder="(uid={login})" />
        <Text of="directory" name="subject" placeholder="entryUUID" />
        <Text of="directory" name="login" placeholder="uid" />
        <Text of="directory" name="name" placeholder="cn" />
        <Text of="directory" name="mail" placeholder="mail" />
        <Text of="directory" name="groups" placeholder="memberOf" />
        <Text of="directory" name="groupBase" placeholder="ou=groups,dc=example,dc=com" />
        <Text of="directory" name="groupFilter" placeholder="(member={dn})" />
      </div>
      <Form.Item name={['directory', 'startTls']} valuePropName="checked" className={styles.check}>
        <Checkbox>{t('security:providers.startTls')}</Checkbox>
      </Form.Item>
      <Certificate of="directory" />
    </>
  );
}

const scopes = ['own', 'unit', 'subtree', 'all'] as const;

/** One line a grant: who is in the group holds the post. */
function Grants() {
  const { t } = useTranslation();
  const say = useIn();
  const { data: roles = [] } = useQuery(rolesQuery);
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <Form.List name="grants">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.grant}>
              <Form.Item name={[name, 'value']} rules={needed} noStyle>
                <Input
                  aria-label={t('security:providers.group')}
                  placeholder={t('security:providers.group')}
                  autoComplete="off"
                />
              </Form.Item>
              <Form.Item name={[name, 'role']} rules={needed} noStyle>
                <Select
                  aria-label={t('settings:staff.role')}
                  placeholder={t('settings:staff.role')}
                  options={roles.map((role) => ({ value: role.code, label: say(role) }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'unitId']} rules={needed} noStyle>
                <UnitPicker aria-label={t('settings:staff.unit')} placeholder={t('settings:staff.unit')} />
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
          <Button size="small" onClick={() => add({ scope: 'unit' })}>
            {t('security:providers.addGrant')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

/** Tries the connection with what stands in the form, saved or not. */
function Test({ provider }: { provider: Provider }) {
  const { t } = useTranslation();
  const say = useIn();
  const form = Form.useFormInstance<Partial<Provider>>();
  const [login, setLogin] = useState('');
  const [found, setFound] = useState<ProviderTest>();
  const change = useChange(() => testProvider(fromProviderForm(form.getFieldsValue(true), provider), login.trim()), {
    touches: [],
    onDone: setFound,
    onFail: (error) => {
      setFound(undefined);
      return showFieldErrors(form, error);
    },
  });
  return (
    <>
      <div className={styles.test}>
        {provider.directory && (
          <Input
            aria-label={t('security:providers.testLogin')}
            placeholder={t('security:providers.testLogin')}
            value={login}
            onChange={(e) => setLogin(e.target.value)}
            style={{ maxWidth: 280 }}
          />
        )}
        <Button loading={change.isPending} onClick={() => change.mutate(undefined)}>
          {t('security:providers.tryIt')}
        </Button>
      </div>
      <ul className={styles.findings} aria-live="polite">
        {found?.findings.map((finding) => (
          <li key={finding.says.en}>
            {finding.ok ? (
              <CheckCircleOutlined className={styles.good} aria-label={t('security:providers.good')} />
            ) : (
              <CloseCircleOutlined className={styles.bad} aria-label={t('security:providers.bad')} />
            )}
            <span>{say(finding.says)}</span>
          </li>
        ))}
      </ul>
      {found && login.trim() !== '' && provider.directory && <Person found={found} />}
    </>
  );
}

/** What a directory tells of the person asked for, and which posts come of it. */
function Person({ found }: { found: ProviderTest }) {
  const { t } = useTranslation();
  const roleName = useRoleNames();
  const { data: units = [] } = useQuery(unitsQuery);
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? '';
  const posts = found.posts.map(
    (post) => `${roleName(post.role)} · ${unitName(post.unitId)} · ${t(`settings:scope.${post.scope}`)}`,
  );
  return (
    <dl className={styles.facts}>
      <dt>{t('security:providers.theirGroups')}</dt>
      <dd>{found.groups.join(' · ') || t('security:providers.noGroups')}</dd>
      <dt>{t('security:providers.theirPosts')}</dt>
      <dd>{posts.join('；') || t('security:providers.noPosts')}</dd>
    </dl>
  );
}
