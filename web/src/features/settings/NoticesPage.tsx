import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NoticeSetting } from '@/api/types';
import { showFieldErrors } from '@/components/formErrors';
import { Page, Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { halfHours, noticeSettingQuery, type Pace, setNotices } from './notices';
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
          onFinish={({ email, mail, quietFrom = '', quietTo = '' }) =>
            change.mutate({ email: email ?? '', mail, quietFrom: quietFrom ?? '', quietTo: quietTo ?? '' })
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
          <div className={styles.pair}>
            <Form.Item name="quietFrom" label={t('settings:notices.quietFrom')}>
              <Select allowClear showSearch options={hours} placeholder={t('settings:notices.never')} />
            </Form.Item>
            <Form.Item name="quietTo" label={t('settings:notices.quietTo')} dependencies={['quietFrom']}>
              <Select allowClear showSearch options={hours} placeholder={t('settings:notices.never')} />
            </Form.Item>
          </div>
          <p className={styles.quiet}>{t('settings:notices.quietHint')}</p>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('common:save')}
          </Button>
        </Form>
      </Panel>
    </div>
  );
}
