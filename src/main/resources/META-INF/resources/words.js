/** Figures, times and states as people read them. */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const short = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

export const time = (iso) => clock.format(new Date(iso));

export const hourMinute = (iso) => short.format(new Date(iso));

/** The time, with the day when it is another one. */
export function when(iso, now) {
  const at = new Date(iso);
  return at.toDateString() === new Date(now).toDateString() ? short.format(at) : `${day.format(at)} ${short.format(at)}`;
}

export function span(fromIso, toIso) {
  const seconds = Math.max(0, Math.round((new Date(toIso) - new Date(fromIso)) / 1000));
  if (seconds < 90) return `${seconds}\u00a0s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

export const ago = (iso, now) => `${span(iso, now)} ago`;

const trim = (value, digits) => Number(value.toPrecision(digits)).toLocaleString('en', { maximumSignificantDigits: digits });

/** Which statistic of its observations a value is, behind a name. */
export const statistic = (it) => (it.percentile ? ` (p${it.percentile})` : '');

/** A value in its UCUM unit, scaled so that it reads. */
export function figure(value, unit = '', digits = 3) {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  if (unit === 's') {
    if (size !== 0 && size < 0.001) return `${trim(value * 1e6, digits)}\u00a0µs`;
    return size < 1 ? `${trim(value * 1000, digits)}\u00a0ms` : `${trim(value, digits)}\u00a0s`;
  }
  if (unit === 'By') {
    const steps = ['B', 'kB', 'MB', 'GB', 'TB'];
    const step = size < 1 ? 0 : Math.min(4, Math.floor(Math.log10(size) / 3));
    return `${trim(value / 1000 ** step, digits)}\u00a0${steps[step]}`;
  }
  if (unit.endsWith('/s')) return `${trim(value, digits)}/s`;
  if (unit === '%') return `${trim(value * 100, digits)}\u00a0%`;
  return trim(value, digits);
}

export const percent = (ratio, digits = 2) => `${trim(ratio * 100, digits)}\u00a0%`;

/** Never rounds what is not certain up to certainty. */
export const confidence = (ratio) => (ratio >= 0.9995 ? 'above 99.9\u00a0%' : percent(ratio, 3));

const WORDS = {
  awaiting_approval: 'waiting for you',
  not_healed: 'did not help',
  bad_deployment: 'bad deployment',
  dependency_slow: 'slow dependency',
  not_in_view: 'not in view',
  intent: 'about to act',
  started: 'acting',
};

export const say = (word) => WORDS[word] ?? String(word).replaceAll('_', ' ');

export const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** How good or bad a state is: picks the colour. */
export function tone(state) {
  switch (state) {
    case 'quiet': case 'healed': case 'recovered': case 'done': case 'pass': case 'closed': return 'good';
    case 'healing': case 'investigating': case 'open': case 'acting': case 'verifying': case 'started': case 'intent': case 'undoing': case 'pending':
      return 'busy';
    case 'awaiting_approval': case 'approval': case 'wait': case 'paused': case 'partly_watched': case 'learning': case 'suggested': case 'inconclusive': case 'expired': case 'undone': return 'care';
    case 'needs_human': case 'not_ready': case 'blind': case 'escalated': case 'failed': case 'unknown': case 'not_healed': case 'worse': case 'veto': case 'vetoed': return 'bad';
    default: return 'plain';
  }
}
