/** Puts the page together: the event stream says that something happened, REST says what is so. */

import { get, order } from './api.js';
import { ask, withToken } from './dialog.js';
import { follow } from './live.js';
import { time } from './words.js';
import { approvals } from './views/approvals.js';
import { headline } from './views/headline.js';
import { important, incident } from './views/incident.js';
import { incidents } from './views/incidents.js';
import { rules } from './views/rules.js';
import { ROLES, services } from './views/services.js';
import { LIMIT as UNMAPPED, unmapped } from './views/unmapped.js';

const state = {
  status: null,
  incidents: [],
  approvals: [],
  rules: null,
  unmapped: [],
  services: [],
  detail: null,
  /** Incident that a person picked; null follows the newest. */
  picked: null,
  /** Series that a person picked under Services. */
  pickedSeries: null,
  /** Which of the incident's signals is plotted; null is the one that set the first action off. */
  signal: null,
};

const list = async (path) => (await get(path)).items;

async function load() {
  const [status, found, waiting, book, strange, ...figures] = await Promise.all([
    get('status'),
    list('incidents?limit=20'),
    list('approvals?limit=20'),
    get('rules'),
    list(`signals/unmapped?limit=${UNMAPPED}`),
    ...ROLES.map((role) => list(`series?role=${role}&limit=500`)),
  ]);
  Object.assign(state, { status, incidents: found, approvals: waiting, rules: book, unmapped: strange, services: figures.flat() });
  state.detail = state.pickedSeries ? await signalDetail(state.pickedSeries) : await incidentDetail(shownIncident());
}

function shownIncident() {
  const newest = state.incidents[0];
  if (state.picked) return state.picked;
  const open = state.incidents.find((it) => it.state !== 'closed');
  return (open ?? newest)?.id ?? null;
}

async function signalDetail(id) {
  try {
    return { incident: null, series: await get(`series/${id}`), signals: [], signal: null, timeline: [], decisions: [], graph: null };
  } catch {
    state.pickedSeries = null;
    return incidentDetail(shownIncident());
  }
}

async function incidentDetail(id) {
  if (!id) return { incident: null, series: null, signals: [], signal: null, timeline: [], decisions: [], graph: null };
  const path = `incidents/${encodeURIComponent(id)}`;
  const [found, timeline, graph, decisions] = await Promise.all([
    get(path), get(`${path}/timeline`), get(`${path}/graph`), list(`decisions?incident=${encodeURIComponent(id)}&limit=100`)]);
  const signals = plottable(found, decisions);
  const signal = signals.some((one) => one.key === state.signal) ? state.signal : signals[0]?.key ?? null;
  const series = signal ? await seriesOf(signals.find((one) => one.key === signal), found) : null;
  return { incident: found, timeline, graph, decisions, signals, signal, series };
}

/** The signal that set the first action off comes first, then the symptoms, at most six. */
function plottable(found, decisions) {
  const triggers = [...decisions].reverse().map((it) => it.trigger);
  const seen = new Map();
  for (const { entity, signal } of [...triggers, ...important(found.symptoms)]) {
    const key = `${entity.id} ${signal}`;
    if (!seen.has(key)) seen.set(key, { key, entity: entity.id, signal, label: `${entity.label} ${signal}` });
  }
  return [...seen.values()].slice(0, 6);
}

async function seriesOf({ entity, signal }, within) {
  const found = await list(`series?entity=${encodeURIComponent(entity)}&signal=${encodeURIComponent(signal)}&limit=50`);
  const plain = found.find((it) => Object.keys(it.attributes).length === 0) ?? found[0];
  return plain ? get(`series/${plain.id}?${stretch(within)}`) : null;
}

/** The incident with as much air around it as its plot shows, at least an hour of what is open. */
function stretch({ openedAt, closedAt }) {
  const from = Date.parse(openedAt);
  const to = closedAt ? Date.parse(closedAt) : Date.parse(state.status.now);
  const air = Math.max(closedAt ? 600e3 : 3600e3 - (to - from), (to - from) * 0.6);
  const iso = (millis) => encodeURIComponent(new Date(millis).toISOString());
  return closedAt ? `from=${iso(from - air)}&to=${iso(to + air)}` : `from=${iso(from - air)}`;
}

function show() {
  const { status } = state;
  headline(status, state.incidents[0]);
  automation(status);
  approvals(state.approvals, status.now, refresh);
  incidents(state.incidents, state.detail.incident?.id, status.now, pick);
  services(state.services, pickSeries);
  rules(state.rules);
  unmapped(state.unmapped);
  incident({ ...state.detail, now: status.now, partly: status.state === 'partly_watched' }, (key) => { state.signal = key; refresh(); });
}

function pick(id) {
  Object.assign(state, { picked: id, pickedSeries: null, signal: null });
  refresh();
  if (matchMedia('(max-width: 60rem)').matches) document.getElementById('incident').scrollIntoView({ block: 'start' });
}

function pickSeries(id) {
  Object.assign(state, { pickedSeries: id, picked: null });
  refresh();
  if (matchMedia('(max-width: 60rem)').matches) document.getElementById('incident').scrollIntoView({ block: 'start' });
}

let busy = false;
let again = false;

/** At most one load at a time; what happens meanwhile causes one more. */
async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    do {
      again = false;
      await load();
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
  const button = document.getElementById('automation');
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
  const place = document.getElementById('link');
  state.linkUp = up;
  document.body.classList.toggle('cut-off', !up);
  place.textContent = up ? (lostAt ? 'Live again' : 'Live') : `Connection lost at ${time(lostAt)}, trying again`;
  if (up) refresh();
}

follow({ happened: soon(150), turned: soon(1000), link });
