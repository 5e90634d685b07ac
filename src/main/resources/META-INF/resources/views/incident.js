import { draw, el } from '../dom.js';
import { toOverview } from '../route.js';
import { confidence, figure, moment, percent, say, span, statistic, time, told, tone, unitOf, when, zone } from '../words.js';
import { graph } from './graph.js';
import { Plot } from './plot.js';

const place = document.getElementById('incident');
const parts = {
  head: el('header', { class: 'incident-head' }),
  signals: el('div', { class: 'signals' }),
  reading: el('p', { id: 'plot-reading', class: 'row-note' }),
  plot: el('div', { class: 'plot' }),
  story: el('section', { class: 'story', 'aria-labelledby': 'story-title' }),
  cause: el('section', { class: 'why', 'aria-labelledby': 'why-title' }),
};
const plot = new Plot(parts.plot);
place.append(parts.head, el('div', { class: 'plot-box' }, parts.signals, parts.plot, parts.reading), el('div', { class: 'halves' }, parts.story, parts.cause));

const SYMPTOMS = 8;

/** That nothing was found is good news only where one could have seen it. */
const PEACE = {
  quiet: 'Nothing is wrong',
  partly_watched: 'Nothing is wrong in what it watches',
  refusing: 'Nothing is wrong in what found room',
  dropping: 'Nothing is wrong in what was kept',
  rules_aside: 'Nothing is wrong; some rules are set aside',
  muted: 'Nothing is wrong, or a person has muted it',
  learning: 'Nothing was found so far; not all can be judged yet',
  blind: 'It sees nothing: what is wrong now can not be told',
  listening: 'It has seen nothing yet',
};

/** Whole services before their instances, otherwise in the order in which they joined. */
export function important(symptoms) {
  const single = (one) => (one.entity.kind === 'instance' ? 1 : 0);
  return [...symptoms].sort((a, b) => single(a) - single(b));
}

/** Draws again what is drawn on a canvas: colours or times are told another way. */
export const redraw = () => plot.redraw();

/** One incident: what is seen, why, what was done, and the proof. Or, in peace, the signal somebody picked. */
export function incident(view, chooseSignal) {
  place.dataset.tone = view.incident ? tone(view.incident.outcome ?? view.incident.state) : tone(view.state);
  draw(parts.head, [view.incident, view.incident && !view.incident.closedAt && view.now, Boolean(view.series), view.state, view.missing], () => head(view));
  draw(parts.signals, [view.signals, view.signal], () => signals(view, chooseSignal));
  draw(parts.story, [view.timeline, view.decisions], () => story(view));
  draw(parts.cause, [view.graph, view.incident?.causes], () => cause(view));
  parts.plot.parentElement.hidden = !view.incident && !view.series;
  parts.story.hidden = parts.cause.hidden = !view.incident;
  if (view.incident || view.series) plot.show({ series: view.series, marks: marks(view), span: extent(view) });
}

function head({ incident: it, series, now, state: all, missing }) {
  if (missing) return absent(missing);
  if (!it && series) {
    return [
      el('p', { class: 'eyebrow' }, el('a', { href: toOverview() }, 'Overview'), ' / signal'),
      el('h2', {}, `${series.signal}${statistic(series)} of ${series.entity.label}`),
      el('p', { class: 'row-note' }, [series.entity.id, ...Object.entries(series.attributes).map(([key, value]) => `${key} ${value}`)].join(' · ')),
    ];
  }
  if (!it) {
    return el('div', { class: 'peace' },
      el('h2', {}, PEACE[all] ?? 'Nothing was found'),
      el('p', {}, 'Nightshift forecasts every signal that it watches. When some leave their bands it opens an incident here, names the probable cause,'
        + ' acts by the rules below if they allow it, and checks on fresh data that it helped.'),
      el('p', {}, 'Pick a figure under Services to see its past and its band.'));
  }
  const state = it.outcome ?? it.state;
  return [
    el('p', { class: 'eyebrow' }, el('span', { class: `chip ${tone(state)}` }, say(state)), ` ${say(it.kind)} · `,
      it.severity === 'low' ? el('span', { title: it.severitySentence }, 'low severity · ') : null,
      moment(it.openedAt, `${when(it.openedAt, now)} ${zone()}`),
      ` · ${it.closedAt ? `took ${span(it.openedAt, it.closedAt)}` : `for ${span(it.openedAt, now)}`} · `,
      el('a', { href: `#/incidents/${encodeURIComponent(it.id)}`, title: 'The address of this incident, to be copied', 'data-key': 'permalink' }, 'link')),
    el('h2', {}, it.title),
  ];
}

/** What an address names and the server does not have. */
function absent({ kind, id }) {
  const text = {
    incident: ['No such incident', 'The journal of this server has no incident of this id. The address may be cut short, or come from another server, or from before its data directory was changed.'],
    series: ['No such signal', 'It is not sent, and no window of it is kept any more.'],
    unknown: ['No such page', 'An incident is at #/incidents/ and its id.'],
  }[kind];
  return el('div', { class: 'peace' },
    el('h2', {}, text[0]),
    id ? el('p', {}, el('code', {}, id)) : null,
    el('p', {}, text[1]),
    el('p', {}, el('a', { href: toOverview() }, 'To what is happening now')));
}

function signals({ signals: all, signal, incident: it }, choose) {
  if (!it) return null;
  return all.map((one) => el('button', {
    type: 'button',
    class: 'signal',
    'data-key': one.key,
    'aria-pressed': one.key === signal ? 'true' : 'false',
    onclick: () => choose(one.key),
  }, one.label));
}

function story({ timeline, decisions }) {
  return [
    el('h2', { id: 'story-title' }, 'What happened'),
    el('ol', { class: 'timeline' }, timeline.map((entry) => el('li', { class: `step ${entry.step}` },
      moment(entry.at, time(entry.at)),
      el('span', { class: 'step-name' }, entry.step),
      el('span', { class: 'step-text' }, told(entry.text)),
      entry.step === 'decided' ? why(decisions.find((it) => it.id === entry.decision)) : null))),
  ];
}

function why(decision) {
  if (!decision) return null;
  return el('details', { class: 'details', 'data-key': `why-${decision.id}` },
    el('summary', {}, `Why, and what the ${decision.guards.length} guards said`),
    el('ul', {}, decision.because.map((reason) => el('li', {}, told(reason.text)))),
    el('ul', { class: 'guards' }, decision.guards.map((guard) => el('li', {},
      el('span', { class: `verdict ${tone(guard.verdict)}` }, guard.verdict), ` ${guard.name}: ${told(guard.reason)}`,
      guard.since && guard.verdict !== 'pass' ? [', since ', moment(guard.since, time(guard.since))] : null))),
    el('p', { class: 'row-note' }, `Rule ${decision.rule.id}, version ${decision.rule.version}, mode ${decision.rule.mode}; confidence ${confidence(decision.confidence)};`
      + ` attempt ${decision.attempt}; ${say(decision.state)}${decision.approvedBy ? `; answered by ${decision.approvedBy}` : ''}`));
}

function cause({ graph: data, incident: it }) {
  if (!it) return null;
  const shown = important(it.symptoms).slice(0, SYMPTOMS);
  const hidden = it.symptoms.length - shown.length;
  const others = it.causes.slice(1).filter((one) => one.probability >= 0.005);
  return [
    el('h2', { id: 'why-title' }, 'Why'),
    it.rootCause ? el('p', { class: 'blame' }, el('strong', {}, it.rootCause.entity.label), ` ${percent(it.rootCause.probability)}`,
      it.rootCause.because ? ` – ${told(it.rootCause.because)}` : '') : el('p', { class: 'empty' }, 'No cause is known yet.'),
    data ? graph(data) : null,
    others.length > 0 ? el('p', { class: 'row-note' }, `Otherwise: ${others.map((one) => `${one.entity.label} ${percent(one.probability)}`).join(', ')}`) : null,
    el('h3', {}, 'Symptoms'),
    el('ul', { class: 'symptoms' }, shown.map((one) => el('li', {},
      el('span', {}, `${one.signal}${statistic(one)} of ${one.entity.label}`),
      el('span', { class: 'row-note' }, `${one.direction === 'up' ? 'rose' : 'fell'}, ${figure(one.value, unitOf(one))} at last, usually ${figure(one.expected.low, unitOf(one))} to ${figure(one.expected.high, unitOf(one))} · confidence ${confidence(one.confidence)}`)))),
    hidden > 0 ? el('p', { class: 'row-note' }, `and ${hidden} more, most of them of single instances`) : null,
  ];
}

const extent = ({ incident: it }) => (it ? { from: it.openedAt, to: it.closedAt } : null);

/** When the plotted signal left its band, what was changed, what was done, and what came of it. */
function marks({ incident: it, series, timeline, decisions }) {
  if (!it) return [];
  const type = (id) => decisions.find((one) => one.id === id)?.action.type ?? 'action';
  const tones = { changed: 'care', acted: 'busy', verified: 'good' };
  const symptom = it.symptoms.find((one) => one.signal === series?.signal && one.entity.id === series?.entity.id);
  const onset = { at: symptom?.since ?? it.openedAt, tone: 'bad', text: 'onset' };
  const steps = timeline.filter((entry) => entry.step in tones).map((entry) => ({
    at: entry.at,
    tone: tones[entry.step],
    text: entry.step === 'acted' ? type(entry.decision) : entry.step === 'changed' ? 'change' : 'verified',
  }));
  return [onset, ...steps].sort((a, b) => new Date(a.at) - new Date(b.at));
}
