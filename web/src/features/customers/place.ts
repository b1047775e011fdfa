/** A place as people read it: 39.9042°N 116.4074°E. */
export function placeWords(lat: number, lon: number): string {
  const degrees = (value: number, plus: string, minus: string) =>
    `${Math.abs(value).toFixed(4)}°${value < 0 ? minus : plus}`;
  return `${degrees(lat, 'N', 'S')} ${degrees(lon, 'E', 'W')}`;
}

/** Where a satellite stands over the equator: 110.5°E. */
export function orbitWords(lon: number | null): string {
  if (lon === null) return '';
  return `${Math.abs(lon)}°${lon < 0 ? 'W' : 'E'}`;
}
