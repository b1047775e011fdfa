import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: { now: '正在值班', until: '至 {{time}}', call: '拨打 {{name}} 的值班电话 {{phone}}' },
  en: { now: 'On duty', until: 'until {{time}}', call: 'Call the duty phone of {{name}}, {{phone}}' },
};

export default locale;
