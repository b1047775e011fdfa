import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    title: '附件',
    add: '添加文件',
    sending: '正在上传',
    stop: '停止',
    customer: '客户{{name}}',
    seenBy: { public: '客户可见', internal: '仅内部' },
    sure: '客户会看到这些文件',
    sureHint: '{{names}}。发出后不能收回；只给同事看的，请改用“内部备注”。',
    send: '发给客户',
  },
  en: {
    title: 'Files',
    add: 'Add files',
    sending: 'Being sent',
    stop: 'Stop',
    customer: 'the customer, {{name}}',
    seenBy: { public: 'customer sees it', internal: 'internal' },
    sure: 'The customer will see these files',
    sureHint: '{{names}}. They cannot be taken back. What is for colleagues only goes with an internal note.',
    send: 'Send to the customer',
  },
};

export default locale;
