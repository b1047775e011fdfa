import type { Locale } from '@/i18n';

const locale: Locale = {
  zh: {
    title: '争议',
    open: '待裁定',
    decided: '已裁定',
    empty: '没有待裁定的争议',
    emptyHint: '同一环节被退回两次时,会在这里等主管裁定。',
    emptyDecided: '还没有裁定过的争议',
    returnedBy: '退回的单位',
    before: '由{{unit}}的主管裁定',
    decide: '裁定',
    decideTitle: '裁定责任单位',
    done: '已裁定,流转单已发给责任单位',
    unit: '由哪个单位负责',
    text: '裁定理由,也是给该单位的要求',
    required: '请填写',
    result: '裁定由{{unit}}负责',
    by: '{{name}}裁定',
  },
  en: {
    title: 'Disputes',
    open: 'To decide',
    decided: 'Decided',
    empty: 'No dispute waits for a decision',
    emptyHint: 'When a link has been returned twice, it waits here for the supervisor.',
    emptyDecided: 'No dispute has been decided yet',
    returnedBy: 'Returned by',
    before: 'For the supervisor of {{unit}}',
    decide: 'Decide',
    decideTitle: 'Decide who answers',
    done: 'Decided; the unit has been asked',
    unit: 'The unit that answers',
    text: 'Reasons, and what the unit is asked to do',
    required: 'Please fill this in',
    result: '{{unit}} answers for it',
    by: 'Decided by {{name}}',
  },
};

export default locale;
