import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { viewersQuery } from '@/api/customers';
import { useIn } from '@/api/org';
import { Sheet } from './Sheet';
import { EmptyState, ErrorState, LoadingState } from './states';
import styles from './Viewers.module.css';

interface ViewersProps {
  /** The customer's identifier or number. */
  customer: string;
  name: string;
  onClose: () => void;
}

/** Who can see a customer, and why each of them. */
export function Viewers({ customer, name, onClose }: ViewersProps) {
  const { t } = useTranslation();
  const say = useIn();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    viewersQuery(customer),
  );
  const people = data?.pages.flatMap((page) => page.items);
  return (
    <Sheet onClose={onClose} title={t('components:viewers.title', { name })}>
      {error && people === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && people === undefined && <LoadingState rows={10} />}
      {people?.length === 0 && <EmptyState title={t('components:viewers.none')} />}
      <ul className={styles.people}>
        {people?.map((person) => (
          <li key={person.id}>
            {person.name} <small>{person.unit.name}</small>
            <ul>
              {person.why.map((reason) => (
                <li key={`${reason.kind} ${reason.unit?.id ?? ''}`}>{say(reason.text)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('components:viewers.more')}
        </Button>
      )}
    </Sheet>
  );
}
