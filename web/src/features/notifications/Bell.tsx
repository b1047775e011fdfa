import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noticesQuery } from '@/components/notices/api';
import { LoadingState } from '@/components/states';

const NoticeList = lazy(() => import('./NoticeList').then((m) => ({ default: m.NoticeList })));

/** How many notifications are unread; opens them. */
export function Bell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(noticesQuery);
  const unread = data?.unread ?? 0;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottom"
      arrow={false}
      content={
        <Suspense fallback={<LoadingState />}>
          <NoticeList onLeave={() => setOpen(false)} />
        </Suspense>
      }
    >
      <Button
        type="text"
        style={{ marginInlineEnd: 6 }}
        aria-label={t('notifications:bell', { count: unread })}
        icon={
          <Badge count={unread} overflowCount={99} size="small" offset={[4, -2]}>
            <BellOutlined style={{ fontSize: 16 }} />
          </Badge>
        }
      />
    </Popover>
  );
}
