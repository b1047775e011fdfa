import { useNavigate, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { EmptyState, ErrorState } from '@/components/states';

/** A page that failed: why, and the way to try again. */
export function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState error={error} onRetry={retry} />;
}

/** An address that leads nowhere. */
export function PageMissing() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Page title={t('common:noPage')}>
      <EmptyState
        title={t('common:noPageHint')}
        action={<Button onClick={() => void navigate({ to: '/' })}>{t('common:toHome')}</Button>}
      />
    </Page>
  );
}
