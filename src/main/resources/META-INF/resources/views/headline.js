import { draw, el } from '../dom.js';
import { ago, plural, say, time } from '../words.js';

const MOST_LEARNING = 5;

/** The state line on top, what is not as it should be, and the small facts beside the name. */
export function headline(status, newest) {
  document.body.dataset.state = status.state;
  document.title = `${status.headline} · Nightshift`;
  const line = document.getElementById('headline');
  if (line.textContent !== status.headline) line.textContent = status.headline;
  document.getElementById('subline').textContent = subline(status, newest);
  const reasons = [...status.reasons.filter((reason) => !reason.startsWith('still learning')), ...learning(status.learning)];
  draw(document.getElementById('reasons'), reasons, () => reasons.map((reason) => el('li', {}, reason)));
  draw(document.getElementById('facts'), [status.forecaster, time(status.now)], () => facts(status));
  document.getElementById('intake').textContent = intake(status.intake);
}

function subline(status, newest) {
  if (status.state === 'listening') return 'Point an OpenTelemetry Collector or SDK at port 4317 (gRPC) or 4318 (HTTP).';
  if (status.state === 'blind') return 'What happens now is not seen: look after the senders, the collector, or the way between.';
  const { series, unwatched } = status.intake;
  const watched = (series - unwatched).toLocaleString('en');
  const watching = `${watched}${unwatched > 0 ? ` of ${series.toLocaleString('en')}` : ''} series watched by ${plural(status.rules, 'rule')}`;
  if (!newest) return `${watching} · no incident yet`;
  if (newest.state !== 'closed') return `${watching} · since ${ago(newest.openedAt, status.now).replace(' ago', '')}`;
  return `${watching} · last incident ${say(newest.outcome)} ${ago(newest.closedAt, status.now)}`;
}

/** What can't be judged yet, service by service. */
function learning(services) {
  const told = services.slice(0, MOST_LEARNING).map(({ service, sentence }) => `${service.label}: ${sentence}`);
  const more = services.length - told.length;
  return more > 0 ? [...told, `${plural(more, 'more service')} still learned`] : told;
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
