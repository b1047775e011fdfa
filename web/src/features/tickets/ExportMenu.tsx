import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { queryString } from '@/api/client';
import type { TicketFilter } from '@/api/tickets';
import { useLanguage } from '@/i18n/language';
import { type Column, exportColumns } from './filters';

/** The list as a file: the same tickets, in the same columns and order. */
export function ExportMenu({ filter, sort, columns }: { filter: TicketFilter; sort: string; columns: Column[] }) {
  const { t } = useTranslation();
  const lang = useLanguage();
  const address = (format: string) =>
    `/api/v1/tickets/export${queryString({ ...filter, sort, columns: exportColumns(columns), format, lang })}`;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: ['xlsx', 'csv'].map((format) => ({
          key: format,
          label: (
            <a href={address(format)} download>
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
