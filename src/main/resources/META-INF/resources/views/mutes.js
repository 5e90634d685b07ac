import { order } from '../api.js';
import { ask, withToken } from '../dialog.js';
import { draw, el } from '../dom.js';
import { moment, when, zone } from '../words.js';

const byId = (id) => document.getElementById(id);

/** What people have muted, each with a way to lift it. */
export function mutes(list, now, ordered) {
  draw(byId('mutes'), [list.items, zone()], () => (list.items.length === 0
    ? el('p', { class: 'empty' }, 'Nothing is muted.')
    : el('ul', { class: 'list' }, list.items.map((it) => row(it, now, ordered)))));
}

function row(mute, now, ordered) {
  return el('li', { class: 'mute' },
    el('span', { class: `chip ${mute.state === 'active' ? 'care' : 'plain'}` }, mute.state === 'active' ? 'muted' : 'pending'),
    el('span', { class: 'row-title' }, mute.what),
    el('span', { class: 'row-note' }, stretch(mute, now), ` · by ${mute.by}: ${mute.reason}`),
    el('button', { type: 'button', class: 'text-button', 'data-key': `lift-${mute.id}`, 'aria-label': `Lift the mute of ${mute.what}`, onclick: () => ask(lift(mute, ordered)) }, 'Lift'));
}

function stretch(mute, now) {
  const { window: hours } = mute;
  return [
    mute.state === 'pending' && mute.from ? ['from ', moment(mute.from, when(mute.from, now)), ' '] : [],
    mute.until ? ['until ', moment(mute.until, when(mute.until, now))] : [],
    hours ? [`; ${hours.date ?? `every ${hours.days.map(capital).join(', ')}`} ${hours.from} to ${hours.to} ${hours.zone}`] : [],
  ].flat();
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

const lift = (mute, ordered) => ({
  title: 'Lift this mute?',
  text: `Rules may act on it again, and people may be woken for it: ${mute.what}.`,
  label: 'Why (may be empty)',
  ok: 'Lift',
  needed: '',
  act: (reason) => withToken(() => order('DELETE', `mutes/${encodeURIComponent(mute.id)}?reason=${encodeURIComponent(reason)}`, {})).then(ordered),
});

/** The small form: what, how long, and why. Windows that come back are made by REST or the command line. */
export function muteForm(ordered) {
  const form = byId('mute-form');
  const note = byId('mute-note');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
    if (!said.service && !said.action && !said.rule) {
      note.textContent = 'Name a service, an action or a rule.';
      byId('mute-service').focus();
      return;
    }
    if (!said.reason) {
      note.textContent = 'Say why: the next one on call will read it.';
      byId('mute-reason').focus();
      return;
    }
    try {
      const made = await withToken(() => order('POST', 'mutes', said));
      form.reset();
      note.textContent = `Muted from the next turn on: ${made.what}.`;
      ordered();
    } catch (refused) {
      note.textContent = refused.message;
    }
  });
}
