/** The REST side: queries, and orders in a person's name. */

let token = sessionStorage.getItem('nightshift-token') ?? '';

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
