import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    title: '快捷键',
    everywhere: '任何页面',
    lists: '列表',
    writing: '填写',
    or: '或',
    search: '搜索',
    newTicket: '新建工单',
    help: '显示快捷键',
    down: '下一行',
    up: '上一行',
    open: '打开',
    preview: '侧边预览(工单)',
    find: '在列表中查找(工单)',
    select: '选择(工单)',
    leave: '关闭预览或窗口',
    send: '发送或提交',
    space: '空格',
  },
  en: {
    title: 'Keyboard',
    everywhere: 'Everywhere',
    lists: 'In lists',
    writing: 'When writing',
    or: 'or',
    search: 'Search',
    newTicket: 'New ticket',
    help: 'Show the keys',
    down: 'Next row',
    up: 'Previous row',
    open: 'Open',
    preview: 'Preview at the side (tickets)',
    find: 'Find in the list (tickets)',
    select: 'Select (tickets)',
    leave: 'Close the preview or the window',
    send: 'Send or file',
    space: 'Space',
  },
};

export default locale;
