/** Plots as SVG. */
import * as echarts from 'echarts';

const COLOURS = ['#1f5fa8', '#c8601a', '#3d8f5f', '#8a5aa8', '#7a7a7a'];

/**
 * @param {number} height
 * @param {import('echarts').EChartsOption} option
 */
function svg(height, option) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 860, height });
  chart.setOption({ animation: false, backgroundColor: '#ffffff', color: COLOURS, ...option });
  const text = chart.renderToSVGString();
  chart.dispose();
  return `${text}\n`;
}

/**
 * A bar for each name, on a logarithmic axis, with lines for what is aimed at.
 *
 * @param {{ title: string, rows: [name: string, ratio: number][], goals: [name: string, ratio: number][] }} plot
 */
export function ratios({ title, rows, goals }) {
  const figures = [...rows, ...goals].map(([, ratio]) => ratio);
  const shown = [...rows].reverse();
  return svg(120 + rows.length * 26, {
    title: { text: title, left: 'center' },
    grid: { left: 300, right: 60, top: 60, bottom: 40 },
    // A bar that is 1 has no length.
    xAxis: {
      type: 'log',
      min: Math.min(0.5, ...figures) / 1.2,
      max: Math.max(...figures) * 1.2,
      axisLabel: { formatter: short, showMinLabel: false, showMaxLabel: false },
    },
    yAxis: { type: 'category', data: shown.map(([name]) => name) },
    series: [
      {
        type: 'bar',
        data: shown.map(([, ratio]) => ratio),
        label: { show: true, position: 'right', formatter: ({ value }) => short(Number(value)) },
        markLine: {
          symbol: 'none',
          lineStyle: { color: '#b00020' },
          label: { formatter: '{b}', position: 'end' },
          data: goals.map(([name, ratio]) => ({ name, xAxis: ratio })),
        },
      },
    ],
  });
}

/**
 * Lines of milliseconds over the size of the graph.
 *
 * @param {{ title: string, sizes: string[], lines: [name: string, milliseconds: (number | null)[]][] }} plot
 */
export function lines({ title, sizes, lines: all }) {
  return svg(420, {
    title: { text: title, left: 'center' },
    legend: { top: 30 },
    grid: { left: 70, right: 40, top: 90, bottom: 50 },
    xAxis: { type: 'category', data: sizes, name: 'votes', nameLocation: 'middle', nameGap: 30 },
    yAxis: { type: 'log', name: 'p50, ms', axisLabel: { formatter: short } },
    series: all.map(([name, data]) => ({
      name,
      type: 'line',
      data,
      symbolSize: 8,
      label: { show: true, formatter: ({ value }) => short(Number(value)) },
    })),
  });
}

/** @param {number} figure */
function short(figure) {
  return String(Number(figure.toPrecision(figure >= 100 ? 3 : 2)));
}
