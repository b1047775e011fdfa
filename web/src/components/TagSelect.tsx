import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useState } from 'react';
import { tagsQuery } from '@/api/tickets';

type TagSelectProps = Pick<
  SelectProps<string[]>,
  'id' | 'className' | 'autoFocus' | 'defaultOpen' | 'placeholder' | 'aria-label' | 'value' | 'onChange'
>;

/** Chooses tags among those in use, or writes others. */
export function TagSelect(props: TagSelectProps) {
  const [q, setQ] = useState('');
  const { data = [] } = useQuery(tagsQuery(q));
  return (
    <Select<string[]>
      defaultOpen
      {...props}
      mode="tags"
      tokenSeparators={[',', '，', '、']}
      notFoundContent={null}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={data.map(({ tag }) => ({ value: tag, label: tag }))}
    />
  );
}
