import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type StaffFilter, skillsQuery, staffQuery, unitsQuery, useIn } from '@/api/org';
import type { Staff, Unit } from '@/api/types';
import { useLanguage } from '@/i18n/language';
import { useAway } from './away';
import { Candidate } from './bulk/Candidate';
import type { Loads } from './bulk/loads';
import { isFoundBy } from './people';

interface PickerProps
  extends Pick<
    SelectProps<string>,
    'value' | 'onChange' | 'id' | 'disabled' | 'allowClear' | 'style' | 'placeholder' | 'size' | 'autoFocus'
  > {
  'aria-label'?: string;
}

const isFound = (typed: string, option?: Choice) =>
  option !== undefined &&
  isFoundBy(typed, { name: option.label, spelling: option.spelling ?? '' }, [option.search ?? '']);

/** Something to choose, or a group of such. */
interface Choice {
  value?: string;
  label: string;
  spelling?: string;
  search?: string;
  parent?: string;
  load?: string;
  options?: Choice[];
}

/** Choices in two groups, the likely ones first; one plain list where there are no likely ones. */
function grouped(
  choices: Choice[],
  isLikely: (choice: Choice) => boolean,
  names: [likely: string, others: string],
): Choice[] {
  const likely = choices.filter(isLikely);
  if (likely.length === 0) return choices;
  const others = choices.filter((choice) => !likely.includes(choice));
  return [
    { label: names[0], options: likely },
    { label: names[1], options: others },
  ].filter(({ options }) => options.length > 0);
}

interface UnitPickerProps extends PickerProps {
  only?: (unit: Unit) => boolean;
  /** The units that the matter is about: they are offered first. */
  concerned?: string[];
  /** A choice before all units, such as whichever. */
  first?: { value: string; label: string };
}

/** Chooses a unit by typing part of its name or its parent's. */
export function UnitPicker({ only, concerned = [], first, ...props }: UnitPickerProps) {
  const { t } = useTranslation();
  const { data: units = [], isLoading } = useQuery(unitsQuery);
  const choices = useMemo(() => {
    const names = new Map(units.map((u) => [u.id, u.name]));
    return units
      .filter((u) => only?.(u) ?? u.kind !== 'imported')
      .map((u): Choice => {
        const parent = u.parentId ? (names.get(u.parentId) ?? '') : '';
        return { value: u.id, label: u.name, spelling: u.spelling, search: parent, parent };
      });
  }, [units, only]);
  return (
    <Select<string, Choice>
      showSearch={{ filterOption: isFound }}
      placeholder={t('components:picker.unit')}
      notFoundContent={t('components:picker.noMatch')}
      {...props}
      loading={isLoading}
      options={[
        ...(first ? [first] : []),
        ...grouped(choices, ({ value = '' }) => concerned.includes(value), [
          t('components:picker.concerned'),
          t('components:picker.otherUnits'),
        ]),
      ]}
      optionRender={({ label, data }) => (
        <span>
          {label} <small style={{ color: 'var(--xf-quiet)' }}>{data.parent}</small>
        </span>
      )}
    />
  );
}

interface StaffPickerProps extends PickerProps {
  /** Several people. */
  mode?: 'multiple';
  filter?: StaffFilter;
  /** The unit whose people are offered first; the others follow by name. */
  ownUnit?: string;
  /** A person who is not offered. */
  except?: string;
  /** A choice before all people, such as nobody. */
  first?: { value: string; label: string };
  /** How much each has already: who has least is offered first. */
  loads?: Loads;
  /** The category of the matter: who can do what it asks for is offered first. */
  category?: string;
}

/** How well people can do what a category asks for: the level of the best of its skills, and in words. */
function useSkilled(category = '') {
  const { t } = useTranslation();
  const say = useIn();
  const { data = [] } = useQuery({ ...skillsQuery, enabled: category !== '' });
  const wanted = category === '' ? [] : data.filter((one) => one.active && one.categories.includes(category));
  const best = ({ skills }: Staff) => skills.find(({ skill }) => wanted.some(({ code }) => code === skill));
  return {
    level: (person: Staff) => best(person)?.level ?? 0,
    words: (person: Staff) => {
      const found = best(person);
      const one = wanted.find(({ code }) => code === found?.skill);
      return found && one ? `${say(one)} ${t(`people:skills.levels.${found.level}`)}` : '';
    },
  };
}

/** Chooses a person with the unit beside the name, within a unit or role if asked. */
export function StaffPicker({ filter = {}, ownUnit, except, first, loads, category, ...props }: StaffPickerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: staff = [], isLoading } = useQuery(staffQuery(filter));
  const away = useAway();
  const skilled = useSkilled(category);
  const own = new Set(staff.filter((s) => s.unit.id === ownUnit).map((s) => s.id));
  const choices = staff
    .filter((s) => !s.disabled && s.id !== except)
    .sort(
      (a, b) =>
        skilled.level(b) - skilled.level(a) || loads?.compare(a.id, b.id) || a.name.localeCompare(b.name, language),
    )
    .map((s) => ({
      value: s.id,
      label: `${s.name} · ${s.unit.name}`,
      spelling: s.spelling,
      search: s.login,
      load: [away(s.id), skilled.words(s), loads?.words(s.id)].filter(Boolean).join(' · '),
    }));
  return (
    <Select<string, Choice>
      showSearch={{ filterOption: isFound }}
      placeholder={t('components:picker.staff')}
      notFoundContent={t('components:picker.noMatch')}
      {...props}
      loading={isLoading}
      options={[
        ...(first ? [first] : []),
        ...grouped(choices, ({ value = '' }) => own.has(value), [
          t('components:picker.ownUnit'),
          t('components:picker.otherUnits'),
        ]),
      ]}
      optionRender={({ label, data }) => <Candidate label={label} load={data.load} />}
    />
  );
}
