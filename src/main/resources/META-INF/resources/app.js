/** Puts the page together: the event stream says that something happened, REST says what is so. */

import { order } from './api.js';
import { ask, withToken } from './dialog.js';
import { draw, forget } from './dom.js';
import { follow } from './live.js';
import { everything } from './load.js';
import * as route from './route.js';
import { count, inUtc, time, useUtc } from './words.js';
import { approvals } from './views/approvals.js';
import { graph, mapSentence } from './views/graph.js';
import { headline } from './views/headline.js';
import { incident, redraw } from './views/incident.js';
import { incidents } from './views/incidents.js';
import { decisions, journal } from './views/log.js';
import { mutes, muteForm } from './views/mutes.js';
import { rules } from './views/rules.js';
import { services } from './views/services.js';
import { unmapped } from './views/unmapped.js';

/** By how many a list grows when more is wanted, and how many it has at first. */
const STEP = { incidents: 20, approvals: 6, rules: 8, unmapped: 20, services: 50, decisions: 20, journal: 50 };
/** So long somebody types before it is sought. */
const TYPING_MILLIS = 150;

const state = {
  at: route.read(),
  wanted: { ...STEP },
  opened: { decisions: false, journal: false },
  /** Which of the incident's signals is plotted; null is the one that set the first action off. */
  signal: null,
  /** What the server said last; null before the first time. */
  found: null,
  linkUp: false,
};

const byId = (id) => document.getElementById(id);

const more = (list) => () => {
  state.wanted[list] += STEP[list];
  refresh();
};

function show() {
  const { found, at } = state;
  const { status, detail } = found;
  headline(status, found.incidents.items[0], title(at, detail), switchZone);
  automation(status);
  approvals(asked(at, found), status.now, refresh, more('approvals'));
  incidents(found.incidents, detail.incident?.id, status.now, more('incidents'));
  services(found.services, at, status.now, { filter: (word) => seek({ state: word }), fetchMore: more('services') });
  byId('services-count').textContent = shown(found.services, at);
  mutes(found.mutes, status.now, refresh);
  rules(found.rules, more('rules'));
  unmapped(found.unmapped, more('unmapped'));
  decisions(found.decisions, status.now, more('decisions'));
  journal(found.journal, status.now, more('journal'));
  map(found.map);
  incident({ ...detail, now: status.now, state: status.state }, (key) => { state.signal = key; refresh(); });
}

/** All that waits for a person; beside one incident only what waits for its sake, and beside a signal nothing. */
function asked({ kind }, { approvals: all, detail }) {
  if (kind === 'overview') return all;
  return { items: detail.decisions.filter((it) => it.state === 'awaiting_approval'), next: null };
}

function shown({ items, total }, { q, state: only }) {
  if (total === 0) return '';
  return `showing ${count(items.length)} of ${count(total)}${q || only ? ' that match' : ''}, worst first`;
}

/** Of what a pasted address names; the overview has the headline alone. */
function title({ kind }, { incident: it, series, missing }) {
  if (kind === 'overview') return null;
  if (missing) return 'Not found';
  return it?.title ?? (series && `${series.signal} of ${series.entity.label}`);
}

function map(data) {
  byId('map-panel').hidden = !data || data.nodes.length === 0;
  if (data) draw(byId('map'), data, () => graph(data, mapSentence));
}

/** Another address: what it names is shown from its top. */
async function moved() {
  const before = state.at;
  state.at = route.read();
  searchBox.value = state.at.q;
  if (before.kind !== state.at.kind || before.id !== state.at.id) {
    state.signal = null;
    await refresh();
    if (state.at.kind !== 'overview') arrive();
  } else {
    refresh();
  }
}

/** On a narrow screen what was picked is above the list that it was picked from. */
function arrive() {
  if (matchMedia('(max-width: 60rem)').matches) byId('incident').scrollIntoView({ block: 'start' });
}

const searchBox = byId('service-search');

function seek(changed) {
  route.seek(changed);
  state.at = route.read();
  state.wanted.services = STEP.services;
  refresh();
}

let typing = null;
searchBox.value = state.at.q;
searchBox.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => seek({ q: searchBox.value.trim() }), TYPING_MILLIS);
});

addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, dialog')) return;
  event.preventDefault();
  searchBox.focus();
});

for (const name of ['decisions', 'journal']) {
  byId(`${name}-panel`).addEventListener('toggle', (event) => {
    state.opened[name] = event.target.open;
    if (event.target.open) refresh();
  });
}

function switchZone() {
  useUtc(!inUtc());
  forget();
  if (state.found) show();
  redraw();
}

let busy = false;
let again = false;
let running = null;

/** At most one load at a time; what happens meanwhile causes one more. */
function refresh() {
  if (busy) {
    again = true;
    return running;
  }
  busy = true;
  running = round();
  return running;
}

async function round() {
  try {
    do {
      again = false;
      const { at } = state;
      const found = await everything(at, state.wanted, state.opened, state.signal);
      if (at !== state.at) {
        again = true;
        continue;
      }
      state.found = found;
      show();
    } while (again);
  } catch (failure) {
    if (!state.linkUp) return;
    console.warn('could not refresh', failure);
  } finally {
    busy = false;
  }
}

function soon(millis) {
  let waiting = null;
  return () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      refresh();
    }, millis);
  };
}

function automation(status) {
  const button = byId('automation');
  button.disabled = false;
  button.textContent = status.paused ? 'Resume' : 'Pause';
  button.onclick = () => ask(status.paused ? resume() : pause());
}

const pause = () => ({
  title: 'Pause automation?',
  text: 'Nightshift goes on watching and deciding, but does nothing until somebody resumes, not even after a restart.',
  label: 'Why',
  ok: 'Pause',
  needed: 'Say why: the next one on call will read it.',
  act: (reason) => withToken(() => order('POST', 'automation/pause', { reason })).then(refresh),
});

const resume = () => ({
  title: 'Resume automation?',
  text: 'Rules in mode auto act by themselves again, within the policies and the interlocks.',
  label: 'Why (may be empty)',
  ok: 'Resume',
  needed: '',
  act: (reason) => withToken(() => order('POST', 'automation/resume', { reason })).then(refresh),
});

function link({ up, lostAt }) {
  const place = byId('link');
  state.linkUp = up;
  document.body.classList.toggle('cut-off', !up);
  place.textContent = up ? (lostAt ? 'Live again' : 'Live') : `Connection lost at ${time(lostAt)}, trying again`;
  if (up) refresh();
}

muteForm(refresh);
route.follow(moved);
follow({ happened: soon(150), turned: soon(1000), link });
