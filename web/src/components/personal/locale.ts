import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    reveal: '查看{{name}}',
    show: '查看',
    logged: '查看会记入审计日志，内容显示一分钟。',
    why: '为什么要看',
    reason: {
      callback: '给客户回话',
      visit: '上门服务',
      verify: '核对身份',
      dispute: '处理投诉或争议',
      authority: '有权机关依法查询',
      other: '其他原因',
    },
    words: '说明',
    wordsNeeded: '请写明这次为什么要查看，比如工单号。',
    phone: '{{who}}的电话',
    mail: '{{who}}的电子邮件',
    address: '{{who}}的地址',
  },
  en: {
    reveal: 'Show {{name}}',
    show: 'Show',
    logged: 'This is noted in the audit log. It is shown for one minute.',
    why: 'Why you want to see it',
    reason: {
      callback: 'To call the customer back',
      visit: 'For a visit',
      verify: 'To check who it is',
      dispute: 'For a complaint or dispute',
      authority: 'An authority has asked',
      other: 'Another reason',
    },
    words: 'In your own words',
    wordsNeeded: 'Please say why this time, such as the ticket’s number.',
    phone: 'the phone of {{who}}',
    mail: 'the mail address of {{who}}',
    address: 'the address of {{who}}',
  },
};

export default locale;
