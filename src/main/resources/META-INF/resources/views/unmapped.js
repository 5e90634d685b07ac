import { draw, el } from '../dom.js';
import { plural } from '../words.js';

/** What is sent but means nothing to us, most of it first; nothing is shown when everything is understood. */
export function unmapped(signals) {
  const section = document.getElementById('unmapped');
  section.hidden = signals.length === 0;
  draw(section, signals, () => el('details', { 'data-key': 'unmapped' },
    el('summary', {}, `${plural(signals.length, 'metric')}${signals.length === LIMIT ? ' and more' : ''} not understood`),
    el('p', { class: 'row-note' }, 'Kept and shown under their own names, but no symptom comes of them.'),
    el('ul', { class: 'list' }, signals.map((it) => el('li', {},
      el('span', { class: 'row-title' }, it.name),
      el('span', { class: 'row-note' }, `${plural(it.points, 'point')} of ${plural(it.series, 'series').replace('seriess', 'series')}, ${it.example.label} and others`))))));
}

/** How many are asked for. */
export const LIMIT = 20;
