/** Makes elements. Text only ever goes in as text, never as markup, so that no name from telemetry can become script. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  apply(node, props);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  apply(node, props);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function apply(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}

let drawn = new WeakMap();

/** Whatever is drawn next is drawn anew, though its data is the same: how it is shown has changed. */
export function forget() {
  drawn = new WeakMap();
}

/**
 * Replaces what is in `place` when `data` differs from what was drawn there last. Focus, typed text and opened details
 * survive: they are found again by `data-key`.
 */
export function draw(place, data, build) {
  const text = JSON.stringify(data);
  if (drawn.get(place) === text) return;
  drawn.set(place, text);
  const kept = keep(place);
  place.replaceChildren(...[build()].flat(3).filter(Boolean));
  restore(place, kept);
}

function keep(place) {
  const active = place.contains(document.activeElement) ? document.activeElement : null;
  const values = new Map();
  for (const input of place.querySelectorAll('input[data-key]')) values.set(input.dataset.key, input.value);
  const open = [...place.querySelectorAll('details[open][data-key]')].map((node) => node.dataset.key);
  return { focus: active?.dataset?.key, values, open };
}

function restore(place, kept) {
  const find = (key) => place.querySelector(`[data-key="${CSS.escape(key)}"]`);
  for (const [key, value] of kept.values) {
    const input = find(key);
    if (input) input.value = value;
  }
  for (const key of kept.open) find(key)?.setAttribute('open', '');
  if (kept.focus) find(kept.focus)?.focus({ preventScroll: true });
}
