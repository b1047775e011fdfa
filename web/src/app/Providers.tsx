import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_GB';
import zh from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '@/i18n/language';
import { darkTheme, lightTheme, useIsDark } from './theme';

/** Everything that pages find around them: answers, theme, language. */
export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  const dark = useIsDark();
  const language = useLanguage();
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider
        theme={dark ? darkTheme : lightTheme}
        locale={language === 'zh' ? zh : en}
        button={{ autoInsertSpace: false }}
      >
        <App component={false} message={{ maxCount: 3 }}>
          {children}
        </App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
