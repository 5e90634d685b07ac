import uPlot from '../vendor/uplot/uPlot.esm.js';
import { el } from '../dom.js';
import { figure, hourMinute, scale, statistic, time, unitOf, zone } from '../words.js';

const HEIGHT = 250;
/** Steps of the time axis, in seconds: whole minutes, since it shows no seconds. */
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440].map((minutes) => minutes * 60);
/** Room for the half of a time that stands under the right edge. */
const RIGHT = 18;
/** How far a label may be moved off its line, in pixels, when another is in its way. */
const NUDGE = 90;
const dark = matchMedia('(prefers-color-scheme: dark)');
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const seconds = (iso) => new Date(iso).getTime() / 1000;

/**
 * One signal with its forecast band; marks say what happened, a span is an incident. Holds one chart and feeds it.
 */
export class Plot {
  constructor(place) {
    this.place = place;
    this.chart = null;
    this.shown = null;
    new ResizeObserver(() => this.chart?.setSize({ width: this.width(), height: HEIGHT })).observe(place);
    dark.addEventListener('change', () => this.redraw());
  }

  width() {
    return Math.max(240, Math.floor(this.place.clientWidth));
  }

  /** @param shown {series, marks: [{at, text, tone}], span: {from, to} | null} or null for nothing */
  show(shown) {
    this.shown = shown;
    const series = shown?.series;
    if (!series || series.points.length < 2) {
      this.drop();
      this.place.replaceChildren(el('p', { class: 'empty' },
        series ? 'This signal has just begun; its past appears with the next windows.' : 'The past of this signal is no longer kept.'));
      return;
    }
    const key = `${series.id}`;
    if (this.chart && this.key === key) {
      this.chart.setData(columns(series));
    } else {
      this.key = key;
      this.redraw();
    }
    this.place.querySelector('.u-wrap')?.setAttribute('aria-hidden', 'true');
    this.place.setAttribute('role', 'img');
    this.place.setAttribute('aria-label', sentence(this.shown));
  }

  redraw() {
    if (!this.shown?.series) return;
    this.drop();
    this.place.replaceChildren();
    this.chart = new uPlot(this.options(), columns(this.shown.series), this.place);
  }

  drop() {
    this.chart?.destroy();
    this.chart = null;
  }

  options() {
    const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
    return {
      width: this.width(),
      height: HEIGHT,
      padding: [22, RIGHT, 0, 0],
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      legend: { show: false },
      scales: { x: { range: (chart, low, high) => this.reach(low, high) }, y: { range: (chart, low, high) => room(low, high, this.shown.series.domain) } },
      axes: [
        { ...axis, values: (chart, ticks) => ticks.map((tick) => hourMinute(tick * 1000)), space: 70, size: 28, incrs: MINUTES },
        { ...axis, size: 58, values: (chart, ticks) => this.ticks(ticks), incrs: this.steps(), space: 34 },
      ],
      series: [
        {},
        { stroke: 'transparent', points: { show: false } },
        { stroke: 'transparent', points: { show: false } },
        { stroke: colour('--forecast'), width: 1, dash: [4, 4], points: { show: false } },
        { stroke: colour('--value'), width: 1.75, points: { show: false } },
      ],
      bands: [{ series: [2, 1], fill: colour('--band') }],
      hooks: { drawClear: [(chart) => this.span(chart)], draw: [(chart) => this.marks(chart)], setCursor: [(chart) => this.read(chart)] },
    };
  }

  /** One unit for the whole axis, told once above it. */
  unit() {
    const { series } = this.shown;
    const values = columns(series).slice(1).flat().filter((value) => value !== null);
    return scale(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0), unitOf(series));
  }

  ticks(ticks) {
    const { factor } = this.unit();
    return ticks.map((tick) => figure(tick / factor, '', 4));
  }

  /** Steps that are round in the unit that is shown: 20 MiB, not 20 million bytes. */
  steps() {
    const { factor } = this.unit();
    const round = [];
    for (let power = -9; power <= 12; power += 1) round.push(...[1, 2, 5].map((digit) => digit * 10 ** power * factor));
    return round;
  }

  /** All of the past, or the incident with some air around it. */
  reach(low, high) {
    const span = this.shown.span;
    if (!span) return [low, high];
    const from = seconds(span.from);
    const to = span.to ? seconds(span.to) : high;
    const air = Math.max(300, (to - from) * 0.6);
    return [Math.max(low, from - air), Math.min(high, to + air)];
  }

  span(chart) {
    const { span } = this.shown;
    if (!span) return;
    const { left, top, width, height } = chart.bbox;
    const from = Math.max(left, chart.valToPos(seconds(span.from), 'x', true));
    const to = Math.min(left + width, span.to ? chart.valToPos(seconds(span.to), 'x', true) : left + width);
    if (to <= from) return;
    chart.ctx.save();
    chart.ctx.fillStyle = colour('--span');
    chart.ctx.fillRect(from, top, to - from, height);
    chart.ctx.restore();
  }

  marks(chart) {
    const { ctx } = chart;
    const { left, top, width, height } = chart.bbox;
    const pixel = devicePixelRatio;
    ctx.save();
    ctx.font = `${11 * pixel}px system-ui, sans-serif`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    ctx.lineWidth = pixel;
    this.units(ctx, { left, top, height, pixel });
    let free = left;
    for (const mark of this.shown.marks) {
      const x = Math.round(chart.valToPos(seconds(mark.at), 'x', true));
      if (x < left || x > left + width) continue;
      ctx.strokeStyle = ctx.fillStyle = colour(`--${mark.tone}`);
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
      const wide = ctx.measureText(mark.text).width;
      const at = Math.max(free, Math.min(x, left + width - wide));
      if (at - x < NUDGE * pixel && at + wide <= left + width + RIGHT * pixel) {
        ctx.fillText(mark.text, at, top - 7 * pixel);
        free = at + wide + 10 * pixel;
      }
    }
    ctx.restore();
  }

  /** Beside each axis what its numbers are. */
  units(ctx, { left, top, height, pixel }) {
    ctx.fillStyle = colour('--muted');
    ctx.textAlign = 'right';
    ctx.fillText(this.unit().name, left - 8 * pixel, top - 7 * pixel);
    ctx.fillText(zone(), left - 22 * pixel, top + height + 17 * pixel);
    ctx.textAlign = 'left';
  }

  read(chart) {
    const index = chart.cursor.idx;
    const out = document.getElementById('plot-reading');
    if (!out) return;
    out.textContent = index === null || index === undefined ? reading(this.shown.series, this.shown.series.points.at(-1)) : reading(this.shown.series, this.shown.series.points[index]);
  }
}

/** A band's end that nobody gave is where the signal's values end. */
const ENDS = { ratio: [0, 1], count: [0, null], duration: [0, null], free: [null, null] };

function columns({ points, domain }) {
  const [least, most] = ENDS[domain] ?? ENDS.free;
  const within = (value) => Math.max(least ?? -Infinity, Math.min(most ?? Infinity, value));
  const end = (expected, side, other) => (expected ? (expected[side] === null ? other : within(expected[side])) : null);
  return [
    points.map((point) => seconds(point.at)),
    points.map(({ expected }) => end(expected, 'low', least)),
    points.map(({ expected }) => end(expected, 'high', most)),
    points.map(({ expected }) => end(expected, 'forecast', null)),
    points.map((point) => point.value),
  ];
}

/** Some air around the values, none where the signal has no values. */
function room(low, high, domain) {
  if (low === null || high === null) return [0, 1];
  const [least, most] = ENDS[domain] ?? ENDS.free;
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  const floor = least === null ? -Infinity : Math.min(least, low);
  const ceiling = most === null ? Infinity : Math.max(most, high);
  return [Math.max(floor, low - air), Math.min(ceiling, high + air)];
}

export function reading(series, point) {
  if (!point) return '';
  const unit = unitOf(series);
  const band = point.expected ? `, expected ${figure(point.expected.low, unit)} to ${figure(point.expected.high, unit)}` : '';
  const spread = point.spread ? `, p50 ${figure(point.spread.p50, unit)}, p99 ${figure(point.spread.p99, unit)}` : '';
  return `${time(point.at)} ${zone()}: ${figure(point.value, unit)}${band}${spread}`;
}

function sentence({ series, marks }) {
  const said = marks.map((mark) => `${hourMinute(mark.at)} ${zone()} ${mark.text}`).join('; ');
  return `${series.signal}${statistic(series)} of ${series.entity.label}. ${reading(series, series.points.at(-1))}.${said ? ` Marks: ${said}.` : ''}`;
}
