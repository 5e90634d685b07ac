import { draw, el, svg } from '../dom.js';
import { figure, statistic } from '../words.js';

export const ROLES = ['request_rate', 'request_errors', 'request_latency'];
/** Where several say the same of a service, the first of these is shown. */
const FAMILIES = ['http_server', 'rpc_server', 'messaging', 'spans'];
const TITLES = ['requests', 'errors', 'duration'];

const rank = (it) => (it && FAMILIES.includes(it.family) ? FAMILIES.indexOf(it.family) : FAMILIES.length);

/** What every service does now, each figure against its band. */
export function services(series, choose) {
  const rows = new Map();
  for (const it of series) {
    if (it.entity.kind !== 'service' || Object.keys(it.attributes).length > 0) continue;
    const row = rows.get(it.entity.id) ?? { name: it.entity.label, cells: {} };
    if (rank(it) < rank(row.cells[it.role])) row.cells[it.role] = it;
    rows.set(it.entity.id, row);
  }
  const sorted = [...rows.values()].sort((a, b) => a.name.localeCompare(b.name));
  const place = document.getElementById('services');
  draw(place, sorted, () => (sorted.length === 0 ? nothing() : table(sorted, choose)));
}

function table(rows, choose) {
  return el('table', { class: 'services' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'service'), TITLES.map((title) => el('th', { scope: 'col' }, title)))),
    el('tbody', {}, rows.map((row) => el('tr', {},
      el('th', { scope: 'row' }, row.name),
      ROLES.map((role) => el('td', {}, row.cells[role] ? cell(row.name, row.cells[role], choose) : '–'))))));
}

function cell(name, it, choose) {
  const text = figure(it.value, it.domain === 'ratio' ? '%' : it.unit, 2) + statistic(it);
  const strange = outside(it);
  return el('button', {
    type: 'button',
    class: strange ? 'cell strange' : 'cell',
    'data-key': it.id,
    title: `${it.signal}${statistic(it)} of ${name}: show its past`,
    onclick: () => choose(it.id),
  }, el('span', {}, text), bullet(it), strange ? el('span', { class: 'unseen' }, ' outside of its band') : null);
}

const outside = (it) => it.confidence > 0.99 && it.value !== null && (it.value > it.expected.high || it.value < it.expected.low);

/** The band as a bar and the value as a tick in it. */
function bullet(it) {
  const { low, high } = it.expected;
  if (it.value === null || low === null || high === null) return null;
  const reach = Math.max(high - low, Math.abs(high) * 0.02, 1e-9);
  const at = Math.max(1, Math.min(35, 12 + (12 * (it.value - low)) / reach));
  return svg('svg', { class: 'bullet', viewBox: '0 0 36 8', 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 3.25, width: 36, height: 1.5, class: 'bullet-rail' }),
    svg('rect', { x: 12, y: 2, width: 12, height: 4, rx: 1, class: 'bullet-band' }),
    svg('rect', { x: at - 1, y: 0, width: 2, height: 8, class: 'bullet-tick' }));
}

function nothing() {
  return el('p', { class: 'empty' }, 'Services that report requests appear here, each figure beside the band that was forecast for it.');
}
