import { draw, el } from '../dom.js';
import { toIncident } from '../route.js';
import { moment, plural, say, span, tone, when } from '../words.js';
import { more } from './more.js';

/** The list of incidents, newest first, each a link to its own address. */
export function incidents(list, chosen, now, fetchMore) {
  const rows = list.items.map((it) => ({
    id: it.id,
    to: toIncident(it.id),
    title: it.title,
    state: it.outcome ?? it.state,
    length: span(it.openedAt, it.closedAt ?? now),
    at: it.openedAt,
    opened: when(it.openedAt, now),
    symptoms: it.symptomCount,
    low: it.severity === 'low',
    chosen: it.id === chosen,
  }));
  draw(document.getElementById('incidents'), [rows, list.total, list.next], () => (rows.length === 0 ? nothing() : [
    el('ul', { class: 'list' }, rows.map(entry)),
    more(list, 'incidents', fetchMore),
  ]));
}

function entry(row) {
  return el('li', {}, el('a', { class: 'row', href: row.to, 'data-key': row.id, 'aria-current': row.chosen ? 'true' : null },
    el('span', { class: `dot ${tone(row.state)}`, 'aria-hidden': 'true' }),
    el('span', { class: 'row-title' }, row.title),
    el('span', { class: 'row-note' }, `${say(row.state)}${row.low ? ', low severity' : ''} · `, moment(row.at, row.opened), ` · ${row.length} · ${plural(row.symptoms, 'symptom')}`)));
}

function nothing() {
  return el('p', { class: 'empty' },
    'No incident so far. When signals leave their bands together, they appear here as one incident, with its cause and what was done.');
}
