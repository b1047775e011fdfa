import { expect, test } from 'vitest';
import { orbitWords, placeWords } from './place';

test('a place is said by the names of its half of the earth', () => {
  const zhongshan = { lat: -69.37345, lon: 76.3715, heightM: 18.4 };
  expect(placeWords(zhongshan, 'zh')).toBe('南纬 69.3735°、东经 76.3715°、海拔 18 米');
  expect(placeWords(zhongshan, 'en')).toBe('69.3735° S, 76.3715° E, 18 m');
  expect(placeWords({ lat: 30, lon: -8.5, heightM: 0 }, 'zh')).toBe('北纬 30.0000°、西经 8.5000°');
});

test('a satellite stands east or west', () => {
  expect([110.5, -15, null].map(orbitWords)).toEqual(['110.5°E', '15°W', '']);
});
