/** The address: what is looked at, and what is sought among the services. It can be pasted, and back and forward work. */

const KINDS = { incidents: 'incident', series: 'series' };

/** @returns {kind: 'overview' | 'incident' | 'series' | 'unknown', id, q, state} */
export function read() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split('?');
  const [, folder = '', name = ''] = path.split('/');
  const sought = new URLSearchParams(query);
  const at = { q: sought.get('q') ?? '', state: sought.get('state') ?? '', id: null };
  if (folder === '') return { ...at, kind: 'overview' };
  return { ...at, kind: name && KINDS[folder] ? KINDS[folder] : 'unknown', id: decoded(name) };
}

function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** What is sought among the services, as an address and the server take it. */
export const tail = ({ q, state }) => {
  const sought = new URLSearchParams();
  if (q) sought.set('q', q);
  if (state) sought.set('state', state);
  const text = sought.toString();
  return text ? `?${text}` : '';
};

/** Addresses keep what is sought. */
export const toIncident = (id) => `#/incidents/${encodeURIComponent(id)}${tail(read())}`;
export const toSeries = (id) => `#/series/${encodeURIComponent(id)}${tail(read())}`;
export const toOverview = () => `#/${tail(read())}`;

/** Another search at the same place; no step for the back button, or each letter would be one. */
export function seek(changed) {
  const path = location.hash.replace(/^#/, '').split('?')[0] || '/';
  history.replaceState(null, '', `#${path}${tail({ ...read(), ...changed })}`);
}

export const follow = (moved) => addEventListener('hashchange', moved);
