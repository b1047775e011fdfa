import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useIn } from '@/api/org';
import { ErrorState, LoadingState } from '@/components/states';
import styles from './People.module.css';
import { moveQuery } from './people';

/** What would change if a unit were moved: who sees what, which rules hold, how much is touched. */
export function MovePreview({ unitId, parentId }: { unitId: string; parentId: string }) {
  const { t } = useTranslation();
  const say = useIn();
  const { data, error } = useQuery(moveQuery(unitId, parentId));
  if (error) return <ErrorState error={error} />;
  if (data === undefined) return <LoadingState rows={3} />;
  const { gains, loses, settings, rules } = data;
  return (
    <section className={styles.move} aria-label={t('people:move.title', { name: data.to.name })}>
      <p>
        <strong>{t('people:move.title', { name: data.to.name })}</strong>
      </p>
      <p>
        {t('people:move.units', { count: data.units })} {t('people:move.customers', { count: data.customers })}{' '}
        {t('people:move.open', { count: data.open })}
      </p>
      {[
        { name: 'gains', people: gains },
        { name: 'loses', people: loses },
      ].map(
        ({ name, people }) =>
          people.length > 0 && (
            <div key={name}>
              {t(`people:move.${name}`)}
              <ul>
                {people.map(({ person, unit, units }) => (
                  <li key={person.id}>
                    {t('people:move.person', { name: person.name, unit: unit.name, count: units })}
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
      {settings.length + rules.length > 0 && (
        <div>
          {t('people:move.settings')}
          <ul>
            {settings.map((one) => (
              <li key={`${one.unit.id} ${one.name}`}>
                {t('people:move.setting', {
                  unit: one.unit.name,
                  what: say(one.text),
                  before: say(one.before),
                  after: say(one.after),
                })}
              </li>
            ))}
            {rules.map((one) => (
              <li key={`${one.kind} ${one.name} ${one.unit.id}`}>
                {t(one.gained ? 'people:move.gained' : 'people:move.lost', {
                  what: t(`people:move.${one.kind}`),
                  name: one.name,
                  unit: one.unit.name,
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {gains.length + loses.length + settings.length + rules.length === 0 && <p>{t('people:move.nothing')}</p>}
    </section>
  );
}
