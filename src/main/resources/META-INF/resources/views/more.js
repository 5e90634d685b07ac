import { el } from '../dom.js';
import { count } from '../words.js';

/**
 * Says how much of a list is shown, and fetches more of it.
 *
 * @param list {items, next, total}; the total may be absent
 * @param what names the list to whoever can't see it
 */
export function more(list, what, fetchMore) {
  const shown = list.items.length;
  if (!list.next && !(list.total > shown)) return null;
  return el('p', { class: 'more' },
    el('span', { class: 'row-note' }, list.total === undefined ? `showing the newest ${count(shown)}` : `showing ${count(shown)} of ${count(list.total)}`),
    list.next ? el('button', { type: 'button', class: 'text-button', 'data-key': `more-${what}`, 'aria-label': `Show more ${what}`, onclick: fetchMore }, 'More') : null);
}
