import { draw, el, svg } from '../dom.js';
import { toIncident, toSeries } from '../route.js';
import { ago, count, exact, figure, plural, say, statistic, tone, unitOf } from '../words.js';
import { more } from './more.js';

/** Fields of a service, and what its columns are called. */
const COLUMNS = ['requests', 'errors', 'duration'];
/** Some more of a band's width is drawn to both sides of it. */
const RAIL = 36;

/** The services, worst first, each figure against its band, under what is sought. */
export function services(list, sought, now, { filter, fetchMore }) {
  states(list, sought, filter);
  const rows = list.items.map((it) => ({ ...it, ago: it.since ? ago(it.since, now) : null }));
  draw(document.getElementById('services'), [rows, list.total, list.next, sought], () => (rows.length === 0 ? nothing(list, sought, filter) : [
    table(rows),
    more(list, 'services', fetchMore),
  ]));
}

/** How many are in each state, each a filter; a state that nobody is in is not offered. */
function states({ states: counts }, { state }, filter) {
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const offered = state && !(state in counts) ? { ...counts, [state]: 0 } : counts;
  draw(document.getElementById('service-states'), [offered, state], () => (all === 0 && !state ? [] : [
    chip('', `all ${count(all)}`, state, filter),
    Object.entries(offered).map(([word, number]) => chip(word, `${say(word)} ${count(number)}`, state, filter)),
  ]));
}

function chip(word, text, state, filter) {
  return el('button', {
    type: 'button', class: `signal ${word ? tone(word) : ''}`, 'data-key': `state-${word}`, 'aria-pressed': word === state ? 'true' : 'false', onclick: () => filter(word),
  }, text);
}

function table(rows) {
  return el('table', { class: 'services' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'service'), el('th', { scope: 'col', class: 'why-state' }, 'state'), COLUMNS.map((title) => el('th', { scope: 'col' }, title)))),
    el('tbody', {}, rows.map((row) => el('tr', { class: `is-${row.state}` },
      el('th', { scope: 'row' }, name(row)),
      note(row),
      COLUMNS.map((key) => el('td', {}, row[key] ? cell(row.entity.label, row[key]) : '–'))))));
}

function name({ entity, state }) {
  return el('span', { class: 'service-name' },
    el('span', { class: `dot ${tone(state)}`, 'aria-hidden': 'true' }),
    el('span', { title: entity.namespace ? `${entity.namespace}/${entity.name}` : entity.name }, entity.label));
}

/** Why it is where it is in the list. */
function note({ entity, state, sentence, incident, since, ago: past }) {
  if (state === 'quiet') return el('td', { class: 'why-state row-note' }, say(state));
  const whole = `${say(state)}: ${sentence}`;
  return el('td', { class: 'why-state row-note', title: whole },
    el('span', { class: tone(state) }, say(state)),
    past ? [' ', el('time', { datetime: since, title: exact(since) }, past)] : null,
    ' · ',
    incident ? el('a', { href: toIncident(incident.id), 'data-key': `of-${incident.id}-${entity.id}` }, sentence) : sentence);
}

function cell(label, it) {
  return el('a', {
    class: it.outside ? 'cell strange' : 'cell',
    'data-key': it.id,
    href: toSeries(it.id),
    title: `${it.signal}${statistic(it)} of ${label}: show its past`,
  }, el('span', {}, figure(it.value, unitOf(it)), it.percentile ? el('small', { class: 'row-note' }, ` p${it.percentile}`) : null), bullet(it), it.outside ? el('span', { class: 'unseen' }, ' outside of its band') : null);
}

/** The band as a bar and the value as a tick in it. */
function bullet({ value, low, high }) {
  if (value === undefined || low === undefined || high === undefined) return null;
  const reach = Math.max(high - low, Math.abs(high) * 0.02, 1e-9);
  const at = Math.max(1, Math.min(RAIL - 1, RAIL / 3 + (RAIL / 3 * (value - low)) / reach));
  return svg('svg', { class: 'bullet', viewBox: `0 0 ${RAIL} 8`, 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 3.25, width: RAIL, height: 1.5, class: 'bullet-rail' }),
    svg('rect', { x: RAIL / 3, y: 2, width: RAIL / 3, height: 4, rx: 1, class: 'bullet-band' }),
    svg('rect', { x: at - 1, y: 0, width: 2, height: 8, class: 'bullet-tick' }));
}

function nothing({ states: counts }, { q, state }, filter) {
  if (!q && !state) {
    return el('p', { class: 'empty' }, 'Services that send telemetry appear here, the worst first, each figure beside the band that was forecast for it.');
  }
  const others = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return el('p', { class: 'empty' },
    `No service${state ? ` is ${say(state)}` : ''}${q ? `${state ? ' and' : ''} has “${q}” in its name or namespace` : ''}. `,
    state && others > 0 ? el('button', { type: 'button', class: 'text-button', onclick: () => filter('') }, `Show ${plural(others, 'service')} in other states`) : null);
}
