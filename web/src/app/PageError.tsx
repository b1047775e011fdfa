import { Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
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
  return (
    <EmptyState
      title={t('common:noPage')}
      action={
        <Link to="/">
          <Button>{t('common:toHome')}</Button>
        </Link>
      }
    />
  );
}
