import { draw, el } from '../dom.js';
import { count, plural } from '../words.js';
import { more } from './more.js';

/** What is sent but means nothing to us, most of it first; nothing is shown when everything is understood. */
export function unmapped(list, fetchMore) {
  const section = document.getElementById('unmapped');
  section.hidden = list.items.length === 0;
  draw(section, list, () => el('details', { 'data-key': 'unmapped' },
    el('summary', {}, el('h2', {}, `${plural(list.total, 'metric')} not understood`)),
    el('p', { class: 'row-note' }, 'Kept and shown under their own names, but no symptom comes of them.'),
    el('ul', { class: 'list' }, list.items.map((it) => el('li', {},
      el('span', { class: 'row-title' }, it.name),
      el('span', { class: 'row-note' }, ` ${plural(it.points, 'point')} of ${count(it.series)} series, ${it.example.label}${it.series > 1 ? ' and others' : ''}`)))),
    more(list, 'metrics', fetchMore)));
}
