import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure, Volume } from '@/api/types';
import { useIsDark } from '@/app/theme';
import { useLanguage } from '@/i18n/language';
import styles from './Flow.module.css';
import type { Step } from './flow';
import { barLabels, stepWords } from './labels';

use([BarChart, GridComponent, AriaComponent, SVGRenderer]);

interface ChartProps {
  volumes: Volume[];
  by: Step;
  onOpen: (figure: Figure) => void;
}

const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** What came and what went, step by step: zero-based bars with their numbers on them. A click opens the tickets. */
export default function VolumeChart({ volumes, by, onOpen }: ChartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const dark = useIsDark();
  const box = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours of the page change with the theme
  useEffect(() => {
    if (box.current === null) return;
    const chart = init(box.current, undefined, { renderer: 'svg' });
    const labelled = barLabels(volumes.length, box.current.clientWidth);
    const series = (name: 'created' | 'closed', fill: string, text: string) => ({
      name: name === 'created' ? t('flow:created') : t('flow:closed'),
      type: 'bar' as const,
      barGap: '8%',
      data: volumes.map((volume) => volume[name].count),
      itemStyle: { color: fill, borderColor: color('--xf-primary'), borderWidth: 1 },
      label: { show: labelled, position: 'top' as const, color: text, fontSize: 11 },
      cursor: 'pointer',
    });
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: t('flow:chartWords') } },
      grid: { left: 0, right: 4, top: 20, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'category',
        data: volumes.map((volume) => stepWords(volume.start, by, language)),
        axisLine: { lineStyle: { color: color('--xf-line-strong') } },
        axisTick: { show: false },
        axisLabel: { color: color('--xf-quiet'), hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        min: 0,
        minInterval: 1,
        axisLabel: { color: color('--xf-quiet') },
        splitLine: { lineStyle: { color: color('--xf-line') } },
      },
      series: [
        series('created', color('--xf-primary'), color('--xf-ink')),
        series('closed', color('--xf-ground'), color('--xf-quiet')),
      ],
    });
    chart.on('click', (event) => {
      const volume = volumes[event.dataIndex];
      if (volume !== undefined) open.current(event.seriesIndex === 0 ? volume.created : volume.closed);
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [volumes, by, language, dark, t]);

  return <div ref={box} className={styles.chart} />;
}
