import { draw, el } from '../dom.js';
import { toIncident } from '../route.js';
import { confidence, moment, say, tone, when } from '../words.js';
import { more } from './more.js';

/** All decisions, newest first; drawn once somebody opened them. */
export function decisions(list, now, fetchMore) {
  draw(document.getElementById('decisions'), [list, list && when(now, now).slice(0, 2)], () => (list === null ? [] : [
    list.items.length === 0 ? el('p', { class: 'empty' }, 'No rule has wanted anything done so far.') : null,
    el('ul', { class: 'list' }, list.items.map((it) => el('li', {}, el('a', { class: 'row', href: toIncident(it.incident), 'data-key': `decision-${it.id}` },
      el('span', { class: `dot ${tone(it.state)}`, 'aria-hidden': 'true' }),
      el('span', { class: 'row-title' }, `${it.action.type} on ${it.action.target.label}`),
      el('span', { class: 'row-note' }, `${say(it.state)} · `, moment(it.decidedAt, when(it.decidedAt, now)), ` · ${it.rule.id} · confidence ${confidence(it.confidence)}`))))),
    more(list, 'decisions', fetchMore),
  ]));
}

/** What the journal says, newest first. */
export function journal(list, now, fetchMore) {
  draw(document.getElementById('journal'), [list, list && when(now, now).slice(0, 2)], () => (list === null ? [] : [
    list.items.length === 0 ? el('p', { class: 'empty' }, 'Nothing has happened so far.') : null,
    el('ol', { class: 'list' }, list.items.map((it) => el('li', { class: 'entry' },
      moment(it.at, when(it.at, now)),
      el('span', { class: 'row-title' }, it.kind.replaceAll('.', ' ')),
      el('span', { class: 'row-note' }, it.body.title ?? it.subject)))),
    more(list, 'entries', fetchMore),
  ]));
}
