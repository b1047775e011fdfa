import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@/api/types';
import styles from './SelectionBar.module.css';
import type { Selection } from './useSelection';

const OfferDialog = lazy(() => import('./OfferDialog').then((m) => ({ default: m.OfferDialog })));

/** How many tickets are chosen, and what can be done with all of them. */
export function SelectionBar({ selection }: { selection: Selection<TicketRow> }) {
  const { t } = useTranslation();
  const [offering, setOffering] = useState(false);
  const count = selection.rows.length;
  return (
    <>
      {count > 0 && (
        <section className={styles.bar} aria-label={t('tickets:selection')}>
          <span role="status">{t('tickets:selected', { count })}</span>
          <Button type="primary" size="small" onClick={() => setOffering(true)}>
            {t('tickets:offer')}
          </Button>
          <Button type="text" size="small" onClick={() => selection.drop()}>
            {t('tickets:unselect')}
          </Button>
        </section>
      )}
      {offering && (
        <Suspense>
          <OfferDialog selection={selection} onClose={() => setOffering(false)} />
        </Suspense>
      )}
    </>
  );
}
