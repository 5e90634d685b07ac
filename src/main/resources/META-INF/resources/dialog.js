/** One question at a time: asks for a sentence and hands it to an order; stays open with the server's words if refused. */

import { Refused, useToken } from './api.js';

const byId = (id) => document.getElementById(id);

export function ask({ title, text, label, ok, needed, secret = false, act }) {
  const dialog = byId('dialog');
  const input = byId('dialog-input');
  const error = byId('dialog-error');
  byId('dialog-title').textContent = title;
  byId('dialog-text').textContent = text;
  byId('dialog-label').textContent = label;
  byId('dialog-ok').textContent = ok;
  error.textContent = '';
  input.value = '';
  input.type = secret ? 'password' : 'text';
  byId('dialog-cancel').onclick = () => dialog.close();
  byId('dialog-form').onsubmit = async (event) => {
    event.preventDefault();
    const said = input.value.trim();
    if (needed && !said) {
      error.textContent = needed;
      input.focus();
      return;
    }
    try {
      await act(said);
      dialog.close();
    } catch (refused) {
      error.textContent = refused.message;
    }
  };
  if (!dialog.open) dialog.showModal();
  input.focus();
}

/** Runs an order; when the server wants a token, asks for it and runs the order again. */
export async function withToken(run) {
  try {
    return await run();
  } catch (refused) {
    if (!(refused instanceof Refused) || refused.status !== 401) throw refused;
    return new Promise((done) => {
      ask({
        title: 'This server wants a token',
        text: 'Whoever changes something here shows a token. It is kept in this tab only.',
        label: 'Token',
        ok: 'Use it',
        needed: 'Type the token that nightshift.token names.',
        secret: true,
        act: async (said) => {
          useToken(said);
          done(await run());
        },
      });
    });
  }
}
