import { type ThemeConfig, theme } from 'antd';
import { useSyncExternalStore } from 'react';

export type ThemeMode = 'auto' | 'light' | 'dark';

const kept = 'xingfu.theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function readMode(): ThemeMode {
  const mode = localStorage.getItem(kept);
  return mode === 'light' || mode === 'dark' ? mode : 'auto';
}

function isDark(): boolean {
  const mode = readMode();
  return mode === 'dark' || (mode === 'auto' && systemDark.matches);
}

function tell(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
  for (const hear of listeners) hear();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Puts the theme on the page and follows the system where the person has not chosen. */
export function startTheme(): void {
  systemDark.addEventListener('change', tell);
  tell();
}

export function setThemeMode(mode: ThemeMode): void {
  localStorage.setItem(kept, mode);
  tell();
}

export const useThemeMode = (): ThemeMode => useSyncExternalStore(subscribe, readMode);
export const useIsDark = (): boolean => useSyncExternalStore(subscribe, isDark);

const shared = {
  motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  borderRadius: 6,
  fontSize: 14,
  fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  motionDurationFast: '0.08s',
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.14s',
};

const components: ThemeConfig['components'] = {
  Table: { cellPaddingBlockSM: 5, cellPaddingInlineSM: 12, headerBorderRadius: 0 },
  Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 3px' },
};

type Buttons = NonNullable<ThemeConfig['components']>['Button'];

/** Words on a button stay readable under the pointer: it darkens, and words without a ground of their own lighten. */
const pointed = (colorPrimaryHover: string, rest: Buttons = {}): ThemeConfig['components'] => ({
  ...components,
  Button: { colorPrimaryHover, ...rest },
});

export const lightTheme: ThemeConfig = {
  components: pointed('#184E9F'),
  token: {
    ...shared,
    colorPrimary: '#1F5FBF',
    colorInfo: '#1F5FBF',
    colorSuccess: '#2E8540',
    colorWarning: '#B7791F',
    colorError: '#C0392B',
    colorTextBase: '#0B1B33',
    colorBgBase: '#FFFFFF',
    colorBgLayout: '#F5F7FA',
    colorTextSecondary: '#44546C',
    colorTextTertiary: '#5A697F',
    colorTextDescription: '#5A697F',
    colorTextPlaceholder: '#66748A',
    colorTextQuaternary: '#66748A',
    colorBorder: '#B3BECD',
    colorBorderSecondary: '#DFE5ED',
    colorLink: '#1F5FBF',
  },
};

export const darkTheme: ThemeConfig = {
  components: {
    ...pointed('#245AAE', {
      defaultHoverColor: '#A9CBFA',
      defaultHoverBorderColor: '#85B4F7',
      defaultActiveColor: '#A9CBFA',
      colorError: '#F08F84',
      colorErrorHover: '#F4A79E',
      dangerColor: '#081427',
    }),
    Radio: { colorPrimary: '#85B4F7', colorPrimaryHover: '#A9CBFA' },
  },
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#2C6BCB',
    colorInfo: '#2C6BCB',
    colorSuccess: '#4FAE63',
    colorWarning: '#D9A13B',
    colorError: '#E0604F',
    colorTextBase: '#E8EEF7',
    colorBgBase: '#0B1B33',
    colorBgLayout: '#081427',
    colorBgContainer: '#0F213C',
    colorBgElevated: '#152A49',
    colorTextSecondary: '#B6C3D6',
    colorTextTertiary: '#9FAEC4',
    colorTextDescription: '#9FAEC4',
    colorTextPlaceholder: '#8F9FB7',
    colorTextQuaternary: '#8F9FB7',
    colorBorder: '#4A6490',
    colorBorderSecondary: '#233858',
    colorLink: '#85B4F7',
    colorLinkHover: '#A9CBFA',
  },
};
