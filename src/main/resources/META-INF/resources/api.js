/** The REST side: queries, and orders in a person's name. */

let token = sessionStorage.getItem('nightshift-token') ?? '';

/** What one page may hold at most. */
const MOST = 500;

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function get(path) {
  const response = await fetch(`api/v1/${path}`, { headers: { Accept: 'application/json' }, cache: 'no-store' });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/**
 * The first `want` of a list, following `next` from page to page.
 *
 * @returns the last page, with what all pages had under `key`
 */
export async function collect(path, want, key = 'items') {
  const found = [];
  let page = null;
  do {
    const query = new URLSearchParams({ limit: Math.min(want - found.length, MOST) });
    if (page) query.set('cursor', page.next);
    page = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
    found.push(...page[key]);
  } while (page.next && found.length < want);
  return { ...page, [key]: found };
}

export async function order(method, path, body) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(`api/v1/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** Kept for this tab only. */
export function useToken(secret) {
  token = secret;
  sessionStorage.setItem('nightshift-token', secret);
}

async function refusal(response) {
  try {
    const problem = await response.json();
    return new Refused(response.status, problem.detail ?? problem.title);
  } catch {
    return new Refused(response.status, `the server answered ${response.status}`);
  }
}
