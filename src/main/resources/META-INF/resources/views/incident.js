import { draw, el } from '../dom.js';
import { confidence, figure, percent, say, span, statistic, time, tone, when } from '../words.js';
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

/** Whole services before their instances, otherwise in the order in which they joined. */
export function important(symptoms) {
  const single = (one) => (one.entity.kind === 'instance' ? 1 : 0);
  return [...symptoms].sort((a, b) => single(a) - single(b));
}

/** One incident: what is seen, why, what was done, and the proof. Or, in peace, the signal somebody picked. */
export function incident(view, chooseSignal) {
  place.dataset.tone = view.incident ? tone(view.incident.outcome ?? view.incident.state) : view.partly ? 'care' : 'good';
  draw(parts.head, [view.incident, view.incident && !view.incident.closedAt && view.now, Boolean(view.series), view.partly], () => head(view));
  draw(parts.signals, [view.signals, view.signal], () => signals(view, chooseSignal));
  draw(parts.story, [view.timeline, view.decisions], () => story(view));
  draw(parts.cause, [view.graph, view.incident?.causes], () => cause(view));
  parts.plot.parentElement.hidden = !view.incident && !view.series;
  parts.story.hidden = parts.cause.hidden = !view.incident;
  if (view.incident || view.series) plot.show({ series: view.series, marks: marks(view), span: extent(view) });
}

function head({ incident: it, series, now, partly }) {
  if (!it && series) {
    return [el('p', { class: 'eyebrow' }, 'signal'), el('h2', {}, `${series.signal}${statistic(series)} of ${series.entity.label}`)];
  }
  if (!it) {
    return el('div', { class: 'peace' },
      el('h2', {}, partly ? 'Nothing is wrong in what it watches' : 'Nothing is wrong'),
      el('p', {}, 'Nightshift forecasts every signal that it watches. When some leave their bands it opens an incident here, names the probable cause,'
        + ' acts by the rules below if they allow it, and checks on fresh data that it helped.'),
      el('p', {}, 'Pick a figure under Services to see its past and its band.'));
  }
  const state = it.outcome ?? it.state;
  return [
    el('p', { class: 'eyebrow' }, el('span', { class: `chip ${tone(state)}` }, say(state)),
      ` ${say(it.kind)} · ${when(it.openedAt, now)} · ${it.closedAt ? `took ${span(it.openedAt, it.closedAt)}` : `for ${span(it.openedAt, now)}`}`),
    el('h2', {}, it.title),
  ];
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
      el('time', { datetime: entry.at }, time(entry.at)),
      el('span', { class: 'step-name' }, entry.step),
      el('span', { class: 'step-text' }, entry.text),
      entry.step === 'decided' ? why(decisions.find((it) => it.id === entry.decision)) : null))),
  ];
}

function why(decision) {
  if (!decision) return null;
  return el('details', { class: 'details', 'data-key': `why-${decision.id}` },
    el('summary', {}, `Why, and what the ${decision.guards.length} guards said`),
    el('ul', {}, decision.because.map((reason) => el('li', {}, reason.text))),
    el('ul', { class: 'guards' }, decision.guards.map((guard) => el('li', {},
      el('span', { class: `verdict ${tone(guard.verdict)}` }, guard.verdict), ` ${guard.name}: ${guard.reason}`))),
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
      it.rootCause.because ? ` – ${it.rootCause.because}` : '') : el('p', { class: 'empty' }, 'No cause is known yet.'),
    data ? graph(data) : null,
    others.length > 0 ? el('p', { class: 'row-note' }, `Otherwise: ${others.map((one) => `${one.entity.label} ${percent(one.probability)}`).join(', ')}`) : null,
    el('h3', {}, 'Symptoms'),
    el('ul', { class: 'symptoms' }, shown.map((one) => el('li', {},
      el('span', {}, `${one.signal}${statistic(one)} of ${one.entity.label}`),
      el('span', { class: 'row-note' }, `${one.direction === 'up' ? 'rose' : 'fell'}, ${figure(one.value)} at last, usually ${figure(one.expected.low)} to ${figure(one.expected.high)} · confidence ${confidence(one.confidence)}`)))),
    hidden > 0 ? el('p', { class: 'row-note' }, `and ${hidden} more, most of them of single instances`) : null,
  ];
}

const extent = ({ incident: it }) => (it ? { from: it.openedAt, to: it.closedAt } : null);

function marks({ incident: it, timeline, decisions }) {
  if (!it) return [];
  const type = (id) => decisions.find((one) => one.id === id)?.action.type ?? 'action';
  const tones = { changed: 'care', acted: 'busy', verified: 'good' };
  return timeline.filter((entry) => entry.step in tones).map((entry) => ({
    at: entry.at,
    tone: tones[entry.step],
    text: entry.step === 'acted' ? type(entry.decision) : entry.step === 'changed' ? 'change' : 'verified',
  }));
}
