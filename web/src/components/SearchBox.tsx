import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Key } from './shortcuts';
import { useKeys } from './useKeys';

interface SearchBoxProps {
  value: string;
  onChange: (words: string) => void;
  /** What can be searched by: shown while the box is empty, and its name. */
  label: string;
  size?: 'small';
  className?: string;
  /** The key that leads here. */
  hotkey?: Key;
}

const typingPause = 300;

/** Words to search a list by. What is typed counts when one pauses; Esc leaves the box. */
export function SearchBox({ value, onChange, label, size, className, hotkey }: SearchBoxProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const box = useRef<HTMLSpanElement>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => latest.current(text.trim()), typingPause);
    return () => clearTimeout(timer);
  }, [text, value]);
  useKeys(hotkey ? { [hotkey]: () => box.current?.querySelector('input')?.focus() } : {}, { disabled: !hotkey });
  return (
    <span ref={box} className={className}>
      <Input
        allowClear={{ clearIcon: <CloseCircleFilled aria-label={t('common:empty')} /> }}
        size={size}
        prefix={<SearchOutlined />}
        placeholder={label}
        aria-label={label}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => e.key === 'Escape' && e.currentTarget.blur()}
      />
    </span>
  );
}
