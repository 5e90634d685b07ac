import { draw, el } from '../dom.js';
import { plural } from '../words.js';
import { more } from './more.js';

/** What may act and how far, and what is wrong with the files. */
export function rules(book, fetchMore) {
  draw(document.getElementById('rules'), book, () => [
    problems(book.problems),
    list(book),
    more({ items: book.rules, next: book.next, total: book.total }, 'rules', fetchMore),
  ]);
}

function problems(problems) {
  if (problems.length === 0) return null;
  return el('div', { class: 'problems', role: 'status' },
    el('p', {}, `${plural(problems.length, 'problem')} in the files; the last good rules are live instead.`),
    el('ul', {}, problems.map((it) => el('li', {},
      el('code', {}, `${it.file}:${it.line}`), ` ${it.message}`, it.hint ? el('span', { class: 'hint' }, ` ${it.hint}`) : null))));
}

function list({ rules: all, policies }) {
  if (all.length === 0) {
    return el('p', { class: 'empty' }, 'No rule is live. Put one into rules/healing: it is live within seconds. Until then Nightshift watches and explains, and does nothing.');
  }
  const healing = all.filter((rule) => !rule.policy);
  return [
    el('ul', { class: 'list' }, healing.map((rule) => el('li', { class: 'rule' },
      el('span', { class: `mode ${rule.mode}`, title: rule.override ? `${rule.declared} in the file, ${rule.override} by order` : `${rule.declared} in the file` }, rule.mode),
      el('span', { class: 'row-title' }, rule.name),
      el('span', { class: 'row-note' }, [rule.id, `${rule.file}:${rule.line}`, rule.owner, rule.fired ? `proposed in ${plural(rule.fired, 'turn')}` : 'never proposed yet'].filter(Boolean).join(' · '))))),
    el('p', { class: 'row-note bounded' }, policies === 0 ? 'No policy bounds them.' : `Bounded by ${plural(policies, 'policy')}.`),
  ];
}
