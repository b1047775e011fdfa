import { useQuery } from '@tanstack/react-query';
import { Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { separationQuery } from '@/api/org';
import { Panel } from '@/components/Page';
import { ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import styles from './Roles.module.css';
import { setSeparation } from './roles';
import pageStyles from './Settings.module.css';

/** Which of the three duties different people must have. */
export function SeparationPanel({ may }: { may: boolean }) {
  const { t } = useTranslation();
  const label = useId();
  const { data, error, refetch } = useQuery(separationQuery);
  const change = useChange((apart: boolean) => setSeparation(apart, data?.version ?? 0), {
    touches: [['org']],
    done: t('settings:saved'),
  });
  return (
    <Panel title={t('settings:separation.title')}>
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={2} />}
      {data !== undefined && (
        <div className={styles.setting}>
          <Switch
            checked={data.apart}
            disabled={!may}
            loading={change.isPending}
            aria-labelledby={label}
            onChange={(apart) => change.mutate(apart)}
          />
          <div>
            <p id={label}>{t('settings:separation.apart')}</p>
            <p className={pageStyles.quiet}>{t('settings:separation.hint')}</p>
          </div>
        </div>
      )}
    </Panel>
  );
}
