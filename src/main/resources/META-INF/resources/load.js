/** What the page shows, asked of the server: lists as long as somebody wanted them, and what the address names. */

import { Refused, collect, get } from './api.js';
import { tail } from './route.js';
import { important } from './views/incident.js';

/** How many services the map shows at most. */
const MAP = 30;
/** How many of an incident's signals can be plotted. */
const SIGNALS = 6;

export const NOTHING = { incident: null, series: null, signals: [], signal: null, timeline: [], decisions: [], graph: null, missing: null };

/** @param at the address, @param wanted how many of each list, @param opened which panels are open */
export async function everything(at, wanted, opened, signal) {
  const [status, incidents, approvals, rules, unmapped, services, mutes, decisions, journal] = await Promise.all([
    get('status'),
    collect('incidents?brief=true', wanted.incidents),
    collect('approvals', wanted.approvals),
    collect('rules', wanted.rules, 'rules'),
    collect('signals/unmapped', wanted.unmapped),
    collect(`services${tail(at)}`, wanted.services),
    get('mutes?limit=500'),
    opened.decisions ? collect('decisions', wanted.decisions) : null,
    opened.journal ? collect('journal', wanted.journal) : null,
  ]);
  const found = { status, incidents, approvals, rules, unmapped, services, mutes, decisions, journal };
  const [detail, map] = await Promise.all([
    named(at, found, signal),
    at.kind === 'overview' ? get(`dependencies?limit=${MAP}`) : null,
  ]);
  return { ...found, detail, map };
}

/** What the address names; at the overview the open incident that came last, else the last of all. */
async function named(at, { incidents, status }, signal) {
  const missing = { ...NOTHING, missing: { kind: at.kind, id: at.id } };
  if (at.kind === 'unknown') return missing;
  try {
    if (at.kind === 'series') return { ...NOTHING, series: await get(`series/${encodeURIComponent(at.id)}`) };
    const id = at.id ?? (incidents.items.find((it) => it.state !== 'closed') ?? incidents.items[0])?.id;
    return id ? await story(id, status, signal) : NOTHING;
  } catch (refused) {
    if (refused instanceof Refused && [400, 404].includes(refused.status)) return missing;
    throw refused;
  }
}

async function story(id, status, wantedSignal) {
  const path = `incidents/${encodeURIComponent(id)}`;
  const incident = await get(path);
  const [timeline, graph, decisions] = await Promise.all([
    get(`${path}/timeline`), get(`${path}/graph`), collect(`decisions?incident=${encodeURIComponent(id)}`, 100).then((page) => page.items)]);
  const signals = plottable(incident, decisions);
  const signal = signals.some((one) => one.key === wantedSignal) ? wantedSignal : signals[0]?.key ?? null;
  const series = signal ? await seriesOf(signals.find((one) => one.key === signal), incident, status) : null;
  return { ...NOTHING, incident, timeline, graph, decisions, signals, signal, series };
}

/** The signal that set the first action off comes first, then the symptoms. */
function plottable(incident, decisions) {
  const triggers = [...decisions].reverse().map((it) => it.trigger);
  const seen = new Map();
  for (const { entity, signal } of [...triggers, ...important(incident.symptoms)]) {
    const key = `${entity.id} ${signal}`;
    if (!seen.has(key)) seen.set(key, { key, entity: entity.id, signal, label: `${entity.label} ${signal}` });
  }
  return [...seen.values()].slice(0, SIGNALS);
}

async function seriesOf({ entity, signal }, within, status) {
  const { items } = await get(`series?entity=${encodeURIComponent(entity)}&signal=${encodeURIComponent(signal)}&limit=50`);
  const plain = items.find((it) => Object.keys(it.attributes).length === 0) ?? items[0];
  return plain ? get(`series/${plain.id}?${stretch(within, status)}`) : null;
}

/** The incident with as much air around it as its plot shows, at least an hour of what is open. */
function stretch({ openedAt, closedAt }, status) {
  const from = Date.parse(openedAt);
  const to = closedAt ? Date.parse(closedAt) : Date.parse(status.now);
  const air = Math.max(closedAt ? 600e3 : 3600e3 - (to - from), (to - from) * 0.6);
  const iso = (millis) => encodeURIComponent(new Date(millis).toISOString());
  return closedAt ? `from=${iso(from - air)}&to=${iso(to + air)}` : `from=${iso(from - air)}`;
}
