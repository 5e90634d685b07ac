import { order } from '../api.js';
import { withToken } from '../dialog.js';
import { draw, el } from '../dom.js';
import { toIncident } from '../route.js';
import { ago, confidence, moment, told, when } from '../words.js';
import { more } from './more.js';

/** Decisions that wait for a person, each with its reasons and the two answers. */
export function approvals(list, now, ordered, fetchMore) {
  const { items } = list;
  const section = document.getElementById('approvals');
  section.hidden = items.length === 0;
  draw(document.getElementById('approval-cards'), items, () => items.map((it) => card(it, now, ordered)));
  draw(document.getElementById('approvals-more'), [items.length, list.next, list.total], () => more(list, 'approvals', fetchMore));
}

/** What speaks against it, and how much it would touch. */
function worthTelling(guard) {
  return guard.verdict !== 'pass' || guard.name === 'blast radius';
}

/** Since when it speaks against it. */
function since(guard, now) {
  return guard.since && guard.verdict !== 'pass' ? [', since ', moment(guard.since, when(guard.since, now))] : [];
}

/** What its target said that it would do, before anybody says yes. */
function preview(plan, now) {
  if (!plan) {
    return el('p', { class: 'preview' }, 'Its target has not said yet what it would do.');
  }
  const undo = plan.inverse ? `Undone by ${plan.inverse.type}${listed(plan.inverse.parameters)}.` : 'Can\u2019t be undone.';
  return el('p', { class: 'preview' }, plan.possible ? `What would happen: ${plan.effect}. ${undo}` : `It could not be done: ${plan.effect}.`,
    ' Answer until ', moment(plan.until, when(plan.until, now)), '.');
}

function listed(parameters) {
  const all = Object.entries(parameters).map(([name, value]) => `${name} ${value}`).join(', ');
  return all ? ` (${all})` : '';
}

function card(decision, now, ordered) {
  const { action } = decision;
  const note = el('p', { class: 'card-note', role: 'status' });
  const input = el('input', { id: `why-${decision.id}`, 'data-key': `why-${decision.id}`, maxlength: 1000, autocomplete: 'off' });
  const answer = (verb) => async () => {
    const reason = input.value.trim();
    if (verb === 'reject' && !reason) {
      note.textContent = 'Say why: the next one on call will read it.';
      input.focus();
      return;
    }
    try {
      await withToken(() => order('POST', `decisions/${encodeURIComponent(decision.id)}/${verb}`, { reason }));
      note.textContent = verb === 'approve' ? 'Approved. It is checked once more and sent in the next turn.' : 'Rejected.';
      ordered();
    } catch (refused) {
      note.textContent = refused.message;
    }
  };
  return el('article', { class: 'card', 'aria-label': `${action.type} on ${action.target.label}` },
    el('h3', {}, `${action.type} on ${action.target.label}`, listed(action.parameters)),
    el('p', { class: 'row-note' }, `${decision.rule.id} · confidence ${confidence(decision.confidence)} · `,
      moment(decision.decidedAt, ago(decision.decidedAt, now)), ' · ', el('a', { href: toIncident(decision.incident), 'data-key': `of-${decision.id}` }, 'its incident')),
    el('ul', { class: 'because' }, decision.because.map((reason) => el('li', {}, told(reason.text)))),
    preview(decision.plan, now),
    el('ul', { class: 'guards' }, decision.guards.filter(worthTelling).map((guard) => el('li', {}, `${guard.name}: ${told(guard.reason)}`, since(guard, now)))),
    el('label', { for: `why-${decision.id}` }, 'Your reason'),
    input,
    el('div', { class: 'buttons' },
      el('button', { type: 'button', class: 'button', 'data-key': `approve-${decision.id}`, onclick: answer('approve') }, 'Approve'),
      el('button', { type: 'button', class: 'quiet-button', 'data-key': `reject-${decision.id}`, onclick: answer('reject') }, 'Reject')),
    note);
}
