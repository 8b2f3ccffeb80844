// Shows what came in since: looks every two seconds, and draws the page anew when there is more. Buttons and the form for
// faults send JSON; nothing else happens here.
const shown = document.body.dataset.mark;

async function look() {
  try {
    const answer = await fetch('/sandbox/state.json', { cache: 'no-store' });
    const { mark } = await answer.json();
    const writing = document.activeElement?.matches('input, select');
    if (mark !== shown && !writing) {
      location.reload();
      return;
    }
  } catch {
    // The stand-in has ended; the page stays as it is.
    return;
  }
  setTimeout(look, 2000);
}

async function send(method, address, body) {
  const answer = await fetch(address, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body,
  });
  if (!answer.ok) {
    alert((await answer.json().catch(() => ({}))).message ?? answer.status);
    return;
  }
  location.reload();
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (button?.dataset.post) send('POST', button.dataset.post, button.dataset.body);
  if (button?.dataset.delete) send('DELETE', button.dataset.delete);
});

document.querySelector('form.fault')?.addEventListener('submit', (event) => {
  event.preventDefault();
  const given = new FormData(event.target);
  const count = Number(given.get('count'));
  const fault = JSON.parse(given.get('fault'));
  const body = { on: fault === 'refuse' ? '*' : given.get('on'), fault, ...(count > 0 ? { count } : {}) };
  send('POST', '/sandbox/faults', JSON.stringify(body));
});

setTimeout(look, 2000);
