import { draw, el } from '../dom.js';
import { ago, count, exact, inUtc, plural, say, time, told, zone } from '../words.js';

const MOST_LEARNING = 3;

/**
 * The state line on top, what is not as it should be, and the small facts beside the name.
 *
 * @param looked what the address names: goes first in the title
 */
export function headline(status, newest, looked, switchZone) {
  document.body.dataset.state = status.state;
  const now = told(status.headline);
  document.title = `${looked ? `${looked} · ` : ''}${now} · Nightshift`;
  const line = document.getElementById('headline');
  if (line.textContent !== now) line.textContent = now;
  document.getElementById('subline').textContent = subline(status, newest);
  const reasons = [...status.reasons.filter((reason) => !reason.startsWith('still learning')), ...(looked ? [] : learning(status))].map(told);
  draw(document.getElementById('reasons'), reasons, () => reasons.map((reason) => el('li', {}, reason)));
  draw(document.getElementById('facts'), [status.forecaster, time(status.now), zone()], () => facts(status, switchZone));
  draw(document.getElementById('intake'), status.intake, () => intake(status.intake));
}

function subline(status, newest) {
  if (status.state === 'listening') return 'Point an OpenTelemetry Collector or SDK at port 4317 (gRPC) or 4318 (HTTP).';
  if (status.state === 'blind') return 'What happens now is not seen: look after the senders, the collector, or the way between.';
  const { series, unwatched } = status.intake;
  const watching = `${count(series - unwatched)}${unwatched > 0 ? ` of ${count(series)}` : ''} series watched by ${plural(status.rules, 'rule')}`;
  if (!newest) return `${watching} · no incident yet`;
  if (newest.state !== 'closed') return `${watching} · since ${ago(newest.openedAt, status.now).replace(' ago', '')}`;
  return `${watching} · last incident ${say(newest.outcome)} ${ago(newest.closedAt, status.now)}`;
}

/** What can't be judged yet, service by service. */
function learning({ learning: services, learningServices }) {
  const named = services.slice(0, MOST_LEARNING).map(({ service, sentence }) => `${service.label}: ${sentence}`);
  const more = learningServices - named.length;
  return more > 0 ? [...named, `${plural(more, 'more service')} still learned`] : named;
}

function facts(status, switchZone) {
  const forecaster = status.forecaster;
  return [
    el('time', { datetime: status.now, title: exact(status.now) }, time(status.now)),
    el('button', { type: 'button', class: 'text-button', 'data-key': 'zone', 'aria-pressed': inUtc() ? 'true' : 'false', title: inUtc() ? 'Show times in your own zone' : 'Show times in UTC', onclick: switchZone }, zone()),
    forecaster && el('span', { class: forecaster.degraded ? 'chip care' : 'chip', title: forecaster.reason || forecaster.version },
      forecaster.degraded ? `${forecaster.name} forecaster, degraded` : `${forecaster.name} forecaster`),
  ];
}

/** What came in, and what was dropped: a word of its own, and not a quiet one. */
function intake({ points, dropped }) {
  const lost = Object.entries(dropped).filter(([, number]) => number > 0);
  return [
    `${count(points)} points taken in`,
    lost.length === 0 ? null : el('span', { class: 'care' }, `, dropped: ${lost.map(([why, number]) => `${count(number)} ${say(why)}`).join(', ')}`),
  ];
}
