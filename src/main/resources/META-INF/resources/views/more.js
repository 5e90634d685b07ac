import { el } from '../dom.js';
import { count } from '../words.js';

/**
 * Says how much of a list is shown, and fetches more of it.
 *
 * @param list {items, next, total}; the total may be absent
 * @param what names the list to whoever can't see it
 */
export function more(list, what, fetchMore, shown = list.items.length) {
  if (!list.next && !(list.total > shown)) return null;
  const of = list.total === undefined || list.total === null ? 'the newest' : `of ${count(list.total)}`;
  return el('p', { class: 'more' },
    el('span', { class: 'row-note' }, list.total === undefined || list.total === null ? `showing ${of} ${count(shown)}` : `showing ${count(shown)} ${of}`),
    list.next ? el('button', { type: 'button', class: 'text-button', 'data-key': `more-${what}`, 'aria-label': `Show more ${what}`, onclick: fetchMore }, 'More') : null);
}
