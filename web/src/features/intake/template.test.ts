import { expect, test } from 'vitest';
import type { Template } from '@/api/types';
import { firstAnswer, offerOf, questionsOf } from './template';

const template: Template = {
  category: 'no-receive',
  subjectZh: '接收中断',
  subjectEn: 'Reception lost',
  descriptionZh: '终端型号:\n指示灯:',
  descriptionEn: '',
  version: 1,
  unit: null,
};

test('a template fills only what is empty', () => {
  const whole = { subject: '接收中断', description: '终端型号:\n指示灯:' };
  expect(offerOf(template, { subject: '', description: ' ' }, 'zh')).toEqual(whole);
  expect(offerOf(template, { subject: '船上没信号', description: '' }, 'zh')).toEqual({
    description: whole.description,
  });
  expect(offerOf(template, { subject: '船上没信号', description: '出海后' }, 'zh')).toBeUndefined();
  expect(offerOf(template, { subject: '', description: '' }, 'en')).toEqual({ subject: 'Reception lost' });
  expect(offerOf(undefined, { subject: '', description: '' }, 'zh')).toBeUndefined();
});

test('in English a space stands before each answer', () => {
  const english = { ...template, descriptionEn: 'Model:\nLights:' };
  expect(offerOf(english, { subject: 'x', description: '' }, 'en')).toEqual({ description: 'Model: \nLights: ' });
});

test('the first answer goes behind the first colon', () => {
  expect(firstAnswer('终端型号:\n指示灯:')).toBe(5);
  expect(firstAnswer('Model: \nLights:')).toBe(7);
  expect(firstAnswer('请写明')).toBe(3);
});

test('the questions in one line', () => {
  expect(questionsOf('终端型号:\n\n指示灯（灭/亮）:\n')).toBe('终端型号 · 指示灯（灭/亮）');
});
