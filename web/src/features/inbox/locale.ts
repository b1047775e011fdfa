import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    title: '单位待办',
    unit: '单位',
    allUnits: '我能处理的全部单位',
    open: '未完成',
    sent: '待接收',
    accepted: '处理中',
    ended: '已答复',
    mine: '只看我处理的',
    empty: '没有未完成的流转单',
    emptyHint: '有新的流转单时,这里会马上出现。',
    more: '再看一些',
    openTicket: '打开工单',
  },
  en: {
    title: 'Unit inbox',
    unit: 'Unit',
    allUnits: 'All units that I work for',
    open: 'Open',
    sent: 'To accept',
    accepted: 'In work',
    ended: 'Answered',
    mine: 'Only mine',
    empty: 'No open handoffs',
    emptyHint: 'A new handoff appears here at once.',
    more: 'Show more',
    openTicket: 'Open the ticket',
  },
};

export default locale;
