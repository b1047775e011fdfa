import { DownloadOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { queryString } from '@/api/client';
import { useMay } from '@/api/session';
import { Page } from '@/components/Page';
import { EmptyState } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import styles from './Audit.module.css';
import { type AuditFilter, filterOf } from './audit';
import { ChainState } from './ChainState';
import { Entries } from './Entries';
import { FilterBar } from './FilterBar';

/** Who did what to the system itself. What is done on tickets stands on the tickets. */
export function AuditPage() {
  const { t } = useTranslation();
  const may = useMay('audit.read');
  const filter = filterOf(useSearch({ from: '/inside/audit' }));
  const navigate = useNavigate();
  if (!may) return <EmptyState title={t('audit:mayNot')} hint={t('audit:mayNotHint')} />;
  const choose = (next: AuditFilter) => void navigate({ to: '/audit', search: { ...filterOf(next) }, replace: true });
  return (
    <Page title={t('audit:title')} extra={<ExportMenu filter={filter} />}>
      <p className={styles.intro}>{t('audit:intro')}</p>
      <ChainState />
      <FilterBar filter={filter} onChange={choose} />
      <Entries filter={filter} />
    </Page>
  );
}

/** The entries that are shown, as a file. That it was taken out is an entry too. */
function ExportMenu({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation();
  const lang = useLanguage();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: ['xlsx', 'csv'].map((format) => ({
          key: format,
          label: (
            <a href={`/api/v1/audit/export${queryString({ ...filter, format, lang })}`} download>
              {t(`tickets:export.${format}`)}
            </a>
          ),
        })),
      }}
    >
      <Button type="text" icon={<DownloadOutlined />}>
        {t('tickets:export.title')}
      </Button>
    </Dropdown>
  );
}
