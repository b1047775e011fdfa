import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, NoticeSetting } from '@/api/types';
import { showFieldErrors } from '@/components/formErrors';
import { Page, Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { halfHours, noticeSettingQuery, type Pace, setNotices, zoneOptions } from './notices';
import styles from './Settings.module.css';

/** How I am told outside the console: by mail, how soon, and when not. */
export function NoticesPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(noticeSettingQuery);
  return (
    <Page title={t('settings:notices.title')}>
      <p className={styles.intro}>{t('settings:notices.intro')}</p>
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={5} />}
      {data && <Setting setting={data} />}
    </Page>
  );
}

const paces: Pace[] = ['off', 'soon', 'hourly', 'daily'];

function Setting({ setting }: { setting: NoticeSetting }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<NoticeSetting>();
  const mail = Form.useWatch('mail', form) ?? setting.mail;
  const change = useChange(setNotices, {
    touches: [['noticeSetting']],
    done: t('settings:saved'),
    onFail: (error) => showFieldErrors(form, error),
  });
  const { i18n } = useTranslation();
  const zones = useMemo(() => zoneOptions(setting.zone, i18n.language as Language), [setting.zone, i18n.language]);
  const hours = halfHours.map((value) => ({ value, label: value }));
  return (
    <div className={styles.form}>
      <Panel>
        <Form<NoticeSetting>
          form={form}
          layout="vertical"
          className={styles.inner}
          initialValues={{
            ...setting,
            quietFrom: setting.quietFrom || undefined,
            quietTo: setting.quietTo || undefined,
          }}
          onFinish={({ email, mail, quietFrom, quietTo, zone, digestAt, urgent }) =>
            change.mutate({
              email: email ?? '',
              mail,
              quietFrom: quietFrom ?? '',
              quietTo: quietTo ?? '',
              zone: zone ?? setting.zone,
              digestAt: digestAt ?? setting.digestAt,
              urgent: urgent ?? setting.urgent,
            })
          }
        >
          {!setting.canMail && (
            <div className={styles.warning} role="note">
              {t('settings:notices.noServer')}
            </div>
          )}
          <Form.Item name="mail" label={t('settings:notices.mail')} extra={t('settings:notices.mailHint')}>
            <Radio.Group options={paces.map((value) => ({ value, label: t(`settings:notices.pace.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="email"
            label={t('settings:notices.email')}
            rules={[
              { required: mail !== 'off', message: t('settings:fillIn') },
              { type: 'email', message: t('settings:notices.emailBad') },
            ]}
          >
            <Input type="email" autoComplete="email" maxLength={200} />
          </Form.Item>
          {mail === 'daily' && (
            <Form.Item name="digestAt" label={t('settings:notices.digestAt')}>
              <Select showSearch options={hours} />
            </Form.Item>
          )}
          <Form.Item name="zone" label={t('settings:notices.zone')} extra={t('settings:notices.zoneHint')}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={zones} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item name="quietFrom" label={t('settings:notices.quietFrom')} extra={t('settings:notices.quietHint')}>
              <Select allowClear showSearch options={hours} placeholder={t('settings:notices.never')} />
            </Form.Item>
            <Form.Item name="quietTo" label={t('settings:notices.quietTo')} dependencies={['quietFrom']}>
              <Select allowClear showSearch options={hours} placeholder={t('settings:notices.never')} />
            </Form.Item>
          </div>
          {mail !== 'off' && (
            <Form.Item name="urgent" valuePropName="checked" extra={t('settings:notices.urgentHint')}>
              <Checkbox>{t('settings:notices.urgent')}</Checkbox>
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('common:save')}
          </Button>
        </Form>
      </Panel>
    </div>
  );
}
