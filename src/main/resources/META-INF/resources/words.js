/** Figures, times and states as people read them. */

import { el } from './dom.js';

const ZONE = 'nightshift-zone';
let utc = localStorage.getItem(ZONE) === 'utc';

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const SHORT = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const DAY = { day: 'numeric', month: 'short' };
const formats = new Map();

function format(form, zoned = utc) {
  const key = `${zoned} ${JSON.stringify(form)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(undefined, zoned ? { ...form, timeZone: 'UTC' } : form));
  return formats.get(key);
}

/** Shows all times in UTC, or in the zone of whoever looks. */
export function useUtc(on) {
  utc = on;
  localStorage.setItem(ZONE, on ? 'utc' : 'local');
}

export const inUtc = () => utc;

/** Name of the zone that times are shown in, such as CET. */
export const zone = () => zoneName(new Date());

function zoneName(at, zoned = utc) {
  if (zoned) return 'UTC';
  return format({ timeZoneName: 'short' }, false).formatToParts(at).find((part) => part.type === 'timeZoneName').value;
}

export const time = (iso) => format(CLOCK).format(new Date(iso));

export const hourMinute = (iso) => format(SHORT).format(new Date(iso));

const sameDay = (a, b) => format(DAY).format(a) === format(DAY).format(b);

/** The time, with the day when it is another one. */
export function when(iso, now) {
  const at = new Date(iso);
  return sameDay(at, new Date(now)) ? format(SHORT).format(at) : `${format(DAY).format(at)} ${format(SHORT).format(at)}`;
}

/** In full, with its zone, and in UTC where that is another. */
export function exact(iso) {
  const at = new Date(iso);
  const plain = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const here = `${format({ ...DAY, year: 'numeric', ...CLOCK }, false).format(at)} ${zoneName(at, false)}`;
  return here.endsWith('UTC') ? plain : `${here} · ${plain}`;
}

/** A time as an element: says the exact one on hover. */
export const moment = (iso, text) => el('time', { datetime: iso, title: exact(iso) }, text);

/** A sentence of the server's in which times are told as the rest of the page tells them. */
export const told = (sentence) => sentence.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (iso) => `${when(iso, new Date())} ${zoneName(new Date(iso))}`);

export function span(fromIso, toIso) {
  const seconds = Math.max(0, Math.round((new Date(toIso) - new Date(fromIso)) / 1000));
  if (seconds < 90) return `${seconds}\u00a0s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes}\u00a0min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours}\u00a0h` : `${Math.round(hours / 24)} days`;
}

export const ago = (iso, now) => `${span(iso, now)} ago`;

const trim = (value, digits) => Number(value.toPrecision(digits)).toLocaleString('en', { maximumSignificantDigits: digits });

const SI = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];
const BINARY = [[2 ** 40, 'TiB'], [2 ** 30, 'GiB'], [2 ** 20, 'MiB'], [2 ** 10, 'KiB'], [1, 'B']];
const SECONDS = [[1, 's'], [1e-3, 'ms'], [1e-6, 'µs'], [1e-9, 'ns']];
const HOURS = [[86400, 'days'], [3600, 'h'], [60, 'min']];
const NAMES = { '{cpu}': 'cores', '{request}': 'req', '{count}': '', Cel: '°C', By: 'B' };

const step = (steps, size) => steps.find(([factor]) => size >= factor * 0.9995) ?? (size === 0 ? steps.find(([factor]) => factor === 1) : steps.at(-1));

/** By how much a value of this size is divided so that it reads, and what is written after it. */
export function scale(size, unit = '') {
  const [base, per] = unit.endsWith('/s') ? [unit.slice(0, -2), '/s'] : [unit, ''];
  if (base === '%') return { factor: 0.01, name: '%' };
  if (base === 'By') {
    const [factor, name] = step(BINARY, size);
    return { factor, name: name + per };
  }
  const seconds = { s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 }[base];
  if (seconds && !per) {
    const [factor, name] = step(size * seconds >= 600 ? HOURS : SECONDS, size * seconds);
    return { factor: factor / seconds, name };
  }
  const [factor, prefix] = SI.find(([least]) => size >= least * 0.9995) ?? [1, ''];
  const noun = base === '1' || base === '' ? '' : NAMES[base] ?? base.replace(/[{}]/g, '');
  return { factor, name: noun ? `${prefix ? `${prefix}\u00a0` : ''}${noun}${per}` : `${prefix}${per}`, tight: !noun };
}

/** Which statistic of its observations a value is, behind a name. */
export const statistic = (it) => (it.percentile ? ` (p${it.percentile})` : '');

/** A value in its UCUM unit, scaled so that it reads. */
export function figure(value, unit = '', digits = 3) {
  if (value === null || value === undefined) return '–';
  const { factor, name, tight } = scale(Math.abs(value), unit);
  return `${trim(value / factor, digits)}${name && !tight ? '\u00a0' : ''}${name}`;
}

/** What a signal's values are written in: a share is a percentage whatever its unit says. */
export const unitOf = ({ domain, unit }) => (domain === 'ratio' ? '%' : unit);

export const percent = (ratio, digits = 2) => `${trim(ratio * 100, digits)}\u00a0%`;

/** Never rounds what is not certain up to certainty. */
export const confidence = (ratio) => (ratio >= 0.9995 ? 'above 99.9\u00a0%' : percent(ratio, 3));

export const count = (number) => number.toLocaleString('en');

const WORDS = {
  awaiting_approval: 'waiting for you',
  waiting: 'waiting for you',
  not_healed: 'did not help',
  bad_deployment: 'bad deployment',
  dependency_slow: 'slow dependency',
  not_in_view: 'not in view',
  intent: 'about to act',
  started: 'acting',
  symptom: 'out of band',
};

export const say = (word) => WORDS[word] ?? String(word).replaceAll('_', ' ');

const ODD = { policy: 'policies', series: 'series' };

export const plural = (number, noun) => `${count(number)} ${number === 1 ? noun : ODD[noun] ?? `${noun}s`}`;

/** How good or bad a state is: picks the colour. */
export function tone(state) {
  switch (state) {
    case 'quiet': case 'healed': case 'recovered': case 'settled': case 'done': case 'pass': case 'closed': return 'good';
    case 'healing': case 'investigating': case 'open': case 'acting': case 'verifying': case 'started': case 'intent': case 'undoing': case 'pending':
      return 'busy';
    case 'awaiting_approval': case 'approval': case 'wait': case 'waiting': case 'paused': case 'muted': case 'partly_watched': case 'rules_aside': case 'refusing': case 'dropping': case 'learning': case 'suggested':
    case 'symptom': case 'inconclusive': case 'expired': case 'undone': return 'care';
    case 'needs_human': case 'not_ready': case 'blind': case 'escalated': case 'failed': case 'unknown': case 'not_healed': case 'worse': case 'veto':
    case 'vetoed': case 'incident': return 'bad';
    default: return 'plain';
  }
}
