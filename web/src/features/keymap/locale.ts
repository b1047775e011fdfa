import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    title: '快捷键',
    or: '或',
    space: '空格',
    where: { everywhere: '任何页面', lists: '列表', writing: '填写' },
    does: {
      search: '搜索',
      newTicket: '新建工单',
      help: '显示快捷键',
      down: '下一行',
      up: '上一行',
      open: '打开',
      preview: '侧边预览（工单）',
      find: '在列表中查找（工单）',
      select: '选择（工单）',
      selectRange: '选到这一行（工单）',
      leave: '关闭预览或窗口',
      send: '发送或提交',
      phrases: '常用语和宏（工单）',
      mention: '提到同事（内部备注）',
    },
  },
  en: {
    title: 'Keyboard',
    or: 'or',
    space: 'Space',
    where: { everywhere: 'Everywhere', lists: 'In lists', writing: 'When writing' },
    does: {
      search: 'Search',
      newTicket: 'New ticket',
      help: 'Show the keys',
      down: 'Next row',
      up: 'Previous row',
      open: 'Open',
      preview: 'Preview at the side (tickets)',
      find: 'Find in the list (tickets)',
      select: 'Select (tickets)',
      selectRange: 'Select up to here (tickets)',
      leave: 'Close the preview or the window',
      send: 'Send or file',
      phrases: 'Phrases and macros (tickets)',
      mention: 'Mention a colleague (internal notes)',
    },
  },
};

export default locale;
