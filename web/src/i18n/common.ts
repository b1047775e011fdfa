import type { Locale } from '.';

/** Texts that every page uses. */
const locale: Locale = {
  zh: {
    product: '星服',
    retry: '重试',
    loading: '正在读取',
    save: '保存',
    cancel: '取消',
    close: '关闭',
    search: '搜索',
    empty: '清空',
    noPage: '没有这个页面',
    noPageHint: '地址可能写错了，或页面已经移走。',
    toHome: '回到工作台',
    error: {
      offline: '连不上服务器，请检查网络后重试。您填写的内容还在。',
      status: '服务器没有正常答复（状态 {{status}}），请稍后重试。',
    },
  },
  en: {
    product: 'Xingfu',
    retry: 'Try again',
    loading: 'Loading',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    search: 'Search',
    empty: 'Clear',
    noPage: 'There is no such page',
    noPageHint: 'The address may be mistyped, or the page has moved.',
    toHome: 'Back to Home',
    error: {
      offline: 'The server cannot be reached. Check your connection and try again. What you typed is still here.',
      status: 'The server did not answer properly (status {{status}}). Please try again later.',
    },
  },
};

export default locale;
