import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    hint: '工单号、主题、客户、电话、终端号、页面',
    results: '结果',
    none: '没有找到',
    group: { tickets: '工单', customers: '客户', pages: '页面', actions: '操作' },
    toDark: '切换到深色',
    toLight: '切换到浅色',
  },
  en: {
    hint: 'Ticket, subject, customer, phone, terminal, page',
    results: 'Results',
    none: 'Nothing found',
    group: { tickets: 'Tickets', customers: 'Customers', pages: 'Pages', actions: 'Actions' },
    toDark: 'Switch to dark',
    toLight: 'Switch to light',
  },
};

export default locale;
