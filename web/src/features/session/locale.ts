import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    title: '星服',
    line: '卫星通信客户服务与运维',
    login: '登录名',
    password: '密码',
    enter: '登录',
    needLogin: '请填写登录名',
    needPassword: '请填写密码',
    portal: '我是客户',
  },
  en: {
    title: 'Xingfu',
    line: 'Service and operations for satellite communication',
    login: 'Log-in name',
    password: 'Password',
    enter: 'Log in',
    needLogin: 'Please give your log-in name',
    needPassword: 'Please give your password',
    portal: 'I am a customer',
  },
};

export default locale;
