import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    title: '通知',
    bell_other: '通知,{{count}} 条未读',
    none: '还没有通知',
    noneHint: '与您有关的工单有变化时,会在这里告诉您。',
    readAll: '全部标为已读',
    unread: '未读',
    aPromise: '时限',
    kind: {
      message: '客户写来了消息',
      customer: { urged: '客户在催办' },
      callback: { confirmed: '客户确认已修好', refused: '客户说还没修好' },
      rating: { given: '客户做了评价' },
      dispute: { opened: '有争议待您裁定:{{link}}', decided: '争议已裁定' },
      handoff: {
        sent: '{{unit}} 收到新的流转单',
        accepted: '{{unit}} 已接收',
        returned: '{{unit}} 退回了流转单',
        finished: '{{unit}} 已办结流转单',
        urged: '有人催办 {{unit}} 的流转单',
        withdrawn: '给 {{unit}} 的流转单已撤回',
        assigned: '{{unit}} 的流转单分给了您',
      },
      promise: { warned: '{{promise}}快到时限', breached: '{{promise}}超过时限' },
      owner: { offered: '有工单请您接手', accepted: '对方接手了您的工单', declined: '对方没有接手您的工单' },
      ticket: { reopened: '工单重新打开' },
    },
  },
  en: {
    title: 'Notifications',
    bell_one: 'Notifications, {{count}} unread',
    bell_other: 'Notifications, {{count}} unread',
    none: 'No notifications yet',
    noneHint: 'When something changes on a ticket that concerns you, you will read it here.',
    readAll: 'Mark all as read',
    unread: 'unread',
    aPromise: 'A promise',
    kind: {
      message: 'The customer wrote',
      customer: { urged: 'The customer is urging' },
      callback: { confirmed: 'The customer says it works', refused: 'The customer says it does not work yet' },
      rating: { given: 'The customer gave a rating' },
      dispute: { opened: 'A dispute awaits your decision: {{link}}', decided: 'The dispute was decided' },
      handoff: {
        sent: '{{unit}} has a new handoff',
        accepted: '{{unit}} accepted',
        returned: '{{unit}} returned the handoff',
        finished: '{{unit}} finished the handoff',
        urged: '{{unit}} was urged to answer a handoff',
        withdrawn: 'The handoff to {{unit}} was withdrawn',
        assigned: 'A handoff of {{unit}} was given to you',
      },
      promise: { warned: '{{promise}} is running out of time', breached: '{{promise}} is overdue' },
      owner: {
        offered: 'You are asked to own a ticket',
        accepted: 'Your ticket was taken over',
        declined: 'Your ticket was not taken over',
      },
      ticket: { reopened: 'The ticket was reopened' },
    },
  },
};

export default locale;
