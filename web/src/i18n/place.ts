import type { Language } from '@/api/types';

const words = {
  zh: { north: '北纬', south: '南纬', east: '东经', west: '西经', metres: '米' },
  en: { north: 'N', south: 'S', east: 'E', west: 'W', metres: 'm' },
};

/** Where a satellite stands over the equator: 110.5°E, as engineers write it in both languages. */
export function orbitWords(lon: number | null): string {
  return lon === null ? '' : `${Math.abs(lon)}°${lon < 0 ? 'W' : 'E'}`;
}

/** 北纬 30.1234°、东经 122.4321°、海拔 12 米; 30.1234° N, 122.4321° E, 12 m. Degrees and metres above the sea. */
export function placeWords(
  { lat, lon, heightM }: { lat: number; lon: number; heightM: number },
  language: Language,
): string {
  const w = words[language];
  const along = lat < 0 ? w.south : w.north;
  const across = lon < 0 ? w.west : w.east;
  const degrees = [lat, lon].map((value) => `${Math.abs(value).toFixed(4)}°`);
  const height = Math.round(heightM);
  if (language === 'zh') {
    return `${along} ${degrees[0]}、${across} ${degrees[1]}${height === 0 ? '' : `、海拔 ${height} ${w.metres}`}`;
  }
  return `${degrees[0]} ${along}, ${degrees[1]} ${across}${height === 0 ? '' : `, ${height} ${w.metres}`}`;
}
