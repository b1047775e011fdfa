import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    elsewhere: '这份草稿在另一个窗口也改过，请选择留哪一份',
    here: '这个窗口里的',
    there: '另一个窗口里的',
    takeHere: '用这个窗口的',
    takeThere: '用另一个窗口的',
    onDevice: '正在保存草稿…',
    saved: '草稿已保存',
  },
  en: {
    elsewhere: 'This draft was changed in another window too. Choose which one to keep',
    here: 'In this window',
    there: 'In the other window',
    takeHere: 'Keep the one here',
    takeThere: 'Keep the other one',
    onDevice: 'Saving the draft…',
    saved: 'Draft saved',
  },
};

export default locale;
