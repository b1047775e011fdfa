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
    byPasskey: '用通行密钥登录',
    second: '还需要第二重验证',
    withPasskey: '使用通行密钥',
    useRecovery: '改用恢复码',
    useCode: '改用验证码',
    recoveryHint: '输入保存的恢复码中还没用过的一个。',
    back: '返回',
    goOn: '继续',
    owes: {
      password: '请先修改密码',
      factor: '请先设置第二重验证',
      passkey: '请先添加通行密钥',
      nothing: '已经设好了',
    },
    owesWhy: {
      password: '{{name}}，现在的密码是别人设的，或已经到期。改成只有您知道的密码后即可继续。',
      factor: '{{name}}，您的角色要求除密码以外的第二重验证。设置好后即可继续。',
      passkey: '{{name}}，您的角色要求用通行密钥。添加后即可继续。',
      nothing: '{{name}}，可以继续使用了。',
    },
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
    byPasskey: 'Log in with a passkey',
    second: 'A second factor is needed',
    withPasskey: 'Use a passkey',
    useRecovery: 'Use a recovery code',
    useCode: 'Use a code',
    recoveryHint: 'Give one of the recovery codes you have kept that was not used yet.',
    back: 'Back',
    goOn: 'Go on',
    owes: {
      password: 'Change your password first',
      factor: 'Set up a second factor first',
      passkey: 'Add a passkey first',
      nothing: 'All is set',
    },
    owesWhy: {
      password:
        '{{name}}, your password was set by somebody else, or is too old. Choose one that only you know to go on.',
      factor: '{{name}}, your role needs a second factor beside the password. Set one up to go on.',
      passkey: '{{name}}, your role needs a passkey. Add one to go on.',
      nothing: '{{name}}, you can go on.',
    },
  },
};

export default locale;
