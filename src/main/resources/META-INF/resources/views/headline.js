import { draw, el } from '../dom.js';
import { ago, plural, say, time } from '../words.js';

/** The state line on top, what is not as it should be, and the small facts beside the name. */
export function headline(status, newest) {
  document.body.dataset.state = status.state;
  document.title = `${status.headline} · Nightshift`;
  const line = document.getElementById('headline');
  if (line.textContent !== status.headline) line.textContent = status.headline;
  document.getElementById('subline').textContent = subline(status, newest);
  draw(document.getElementById('reasons'), status.reasons, () => status.reasons.map((reason) => el('li', {}, reason)));
  draw(document.getElementById('facts'), [status.forecaster, time(status.now)], () => facts(status));
  document.getElementById('intake').textContent = intake(status.intake);
}

function subline(status, newest) {
  if (status.state === 'listening') return 'Point an OpenTelemetry Collector or SDK at port 4317 (gRPC) or 4318 (HTTP).';
  const { series, unwatched } = status.intake;
  const watched = (series - unwatched).toLocaleString('en');
  const watching = `${watched}${unwatched > 0 ? ` of ${series.toLocaleString('en')}` : ''} series watched by ${plural(status.rules, 'rule')}`;
  if (!newest) return `${watching} · no incident yet`;
  if (newest.state !== 'closed') return `${watching} · since ${ago(newest.openedAt, status.now).replace(' ago', '')}`;
  return `${watching} · last incident ${say(newest.outcome)} ${ago(newest.closedAt, status.now)}`;
}

function facts(status) {
  const forecaster = status.forecaster;
  return [
    el('time', { datetime: status.now, title: status.now }, time(status.now)),
    forecaster && el('span', { class: forecaster.degraded ? 'chip care' : 'chip', title: forecaster.reason || forecaster.version },
      forecaster.degraded ? `${forecaster.name} forecaster, degraded` : `${forecaster.name} forecaster`),
  ];
}

function intake({ points, dropped }) {
  const lost = Object.entries(dropped).filter(([, count]) => count > 0);
  const text = `${points.toLocaleString('en')} points taken in`;
  return lost.length === 0 ? text : `${text}, dropped: ${lost.map(([why, count]) => `${count.toLocaleString('en')} ${say(why)}`).join(', ')}`;
}
