import { Select, type SelectProps } from 'antd';
import type { NamedList } from '@/api/catalogue';
import { useCatalogue, useNames } from '@/api/catalogue';
import type { Code, Named } from '@/api/types';

type CodeSelectProps = Omit<SelectProps<Code>, 'options' | 'children'> & {
  list: NamedList;
  /** Keeps only some entries. */
  only?: (entry: Named) => boolean;
};

/** Chooses one code of a list of the catalogue by its name, also by typing part of it. */
export function CodeSelect({ list, only, ...props }: CodeSelectProps) {
  const catalogue = useCatalogue();
  const names = useNames();
  const entries = (catalogue[list] as Named[] | null) ?? [];
  const options = entries
    .filter((entry) => only?.(entry) ?? true)
    .map((entry) => ({ value: entry.code, label: names.in(entry), search: `${entry.zh} ${entry.en}`.toLowerCase() }));
  return (
    <Select<Code, (typeof options)[number]>
      showSearch={{ filterOption: (input, option) => option?.search.includes(input.trim().toLowerCase()) ?? false }}
      {...props}
      options={options}
    />
  );
}
