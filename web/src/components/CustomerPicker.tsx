import { useInfiniteQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customersQuery } from '@/api/customers';
import type { Ref } from '@/api/types';

interface CustomerPickerProps extends Pick<SelectProps<string>, 'value' | 'onChange' | 'id'> {
  /** The customer who is chosen at first, if there is one. */
  known?: Ref | null;
  /** A customer who is not offered. */
  except?: string;
}

/** Chooses a customer, found by all that the search knows: words, numbers, initials. */
export function CustomerPicker({ known, except, ...props }: CustomerPickerProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const found = useInfiniteQuery({ ...customersQuery({ q }), enabled: q.trim() !== '' });
  const rows = (found.data?.pages[0]?.items ?? []).filter(({ id }) => id !== known?.id && id !== except);
  return (
    <Select<string>
      {...props}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('components:picker.customer')}
      loading={found.isFetching}
      notFoundContent={q.trim() === '' || found.isFetching ? null : t('components:picker.noMatch')}
      options={[
        ...(known ? [{ value: known.id, label: known.name }] : []),
        ...rows.map(({ id, name, number }) => ({ value: id, label: `${name} · ${number}` })),
      ]}
    />
  );
}
