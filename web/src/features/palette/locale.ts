import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    hint: '工单、客户、终端、备注里的字、号码片段、拼音首字母、页面',
    results: '结果',
    none: '没有找到',
    everything: '关于“{{words}}”的全部结果',
    group: { tickets: '工单', customers: '客户', terminals: '终端', pages: '页面', actions: '操作' },
    toDark: '切换到深色',
    toLight: '切换到浅色',
  },
  en: {
    hint: 'Any words, part of a number, pinyin initials, a page',
    results: 'Results',
    none: 'Nothing found',
    everything: 'Everything about “{{words}}”',
    group: {
      tickets: 'Tickets',
      customers: 'Customers',
      terminals: 'Terminals',
      pages: 'Pages',
      actions: 'Actions',
    },
    toDark: 'Switch to dark',
    toLight: 'Switch to light',
  },
};

export default locale;
