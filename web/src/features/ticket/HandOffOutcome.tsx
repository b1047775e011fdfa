import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import type { Outcome } from '@/components/sendEach';
import { sentenceOf } from '@/components/states';
import { listWords, useLanguage } from '@/i18n/language';
import type { Asked } from './asking';
import styles from './TicketPage.module.css';

/** After some handoffs were refused: which went out, which did not and why. */
export function HandOffOutcome({ outcome: { sent, refused } }: { outcome: Outcome<Asked> }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const { data: units = [] } = useQuery(unitsQuery);
  if (refused.length === 0) return null;
  const words = ({ unitId, links }: Asked) =>
    t('ticket:askedUnit', {
      unit: units.find((unit) => unit.id === unitId)?.name ?? '',
      links: listWords(
        links.map((link) => names.of('links', link)),
        language,
      ),
    });
  return (
    <Alert
      className={styles.outcome}
      type="warning"
      showIcon
      title={
        <>
          {t(sent.length > 0 ? 'ticket:partSent' : 'ticket:noneSent')}
          <ul>
            {sent.map((one) => (
              <li key={one.unitId}>
                <b>{t('ticket:wasSent')}</b> {words(one)}
              </li>
            ))}
            {refused.map(({ one, error }) => (
              <li key={one.unitId}>
                <b>{t('ticket:notSent')}</b> {words(one)} — {sentenceOf(error)}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
