/** The event stream: tells what happened, and whether the server can be heard. */

const RETRY_MILLIS = 2000;

export function follow({ happened, turned, link }) {
  let lostAt = null;
  let last = null;

  function open() {
    const source = new EventSource(last === null ? 'api/v1/events' : `api/v1/events?after=${last}`);
    source.onopen = () => {
      link({ up: true, lostAt });
      lostAt = null;
    };
    source.onmessage = (message) => {
      last = message.lastEventId;
      happened(JSON.parse(message.data));
    };
    source.addEventListener('turn', (message) => turned(JSON.parse(message.data)));
    source.onerror = () => {
      lostAt ??= new Date();
      link({ up: false, lostAt });
      if (source.readyState === EventSource.CLOSED) {
        source.close();
        setTimeout(open, RETRY_MILLIS);
      }
    };
  }

  open();
}
