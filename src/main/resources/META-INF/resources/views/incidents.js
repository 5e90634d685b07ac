import { draw, el } from '../dom.js';
import { plural, say, span, tone, when } from '../words.js';

/** The list of incidents, newest first. */
export function incidents(items, chosen, now, choose) {
  const place = document.getElementById('incidents');
  const rows = items.map((it) => ({
    id: it.id,
    title: it.title,
    state: it.outcome ?? it.state,
    length: span(it.openedAt, it.closedAt ?? now),
    opened: when(it.openedAt, now),
    symptoms: it.symptoms.length,
    chosen: it.id === chosen,
  }));
  draw(place, rows, () => (rows.length === 0 ? nothing() : el('ul', { class: 'list' }, rows.map((row) => entry(row, choose)))));
}

function entry(row, choose) {
  return el('li', {}, el('button', {
    type: 'button',
    class: 'row',
    'data-key': row.id,
    'aria-current': row.chosen ? 'true' : null,
    onclick: () => choose(row.id),
  },
  el('span', { class: `dot ${tone(row.state)}`, 'aria-hidden': 'true' }),
  el('span', { class: 'row-title' }, row.title),
  el('span', { class: 'row-note' }, `${say(row.state)} · ${row.opened} · ${row.length} · ${plural(row.symptoms, 'symptom')}`)));
}

function nothing() {
  return el('p', { class: 'empty' },
    'No incident so far. When signals leave their bands together, they appear here as one incident, with its cause and what was done.');
}
