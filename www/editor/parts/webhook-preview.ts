// The request that a partner's server gets, as it is sent for one customer.

import type { WebhookPreview } from '../../../src/wasm/types';
import type { Context } from '../context.ts';
import { fill, h, say } from '../dom.ts';
import type { PhonePart } from './phone-preview.ts';

/** Method, address, headers and body; a body of JSON and one of a form are laid out. */
export function webhookPreview({ words }: Context): PhonePart<WebhookPreview> {
  const w = words.preview.webhook;
  const [method, url] = [h('strong', { class: 'request-method' }), h('code', { class: 'request-url' })];
  const headers = h('dl', { class: 'request-headers' });
  const body = h('pre', { class: 'request-body', tabindex: '0', 'aria-label': w.body });
  const element = h(
    'div',
    { class: 'request' },
    h('p', { class: 'help' }, w.explain),
    h('p', { class: 'request-line' }, method, ' ', url),
    headers,
    body,
  );
  return {
    element,
    show(shown) {
      if (!shown) return;
      say(method, shown.method);
      say(url, shown.url);
      fill(headers, ...Object.entries(shown.headers).map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))));
      body.hidden = !shown.body;
      const form = Object.values(shown.headers).includes(FORM);
      say(body, form ? fieldsOf(shown.body ?? '') : laidOut(shown.body ?? ''));
    },
  };
}

const FORM = 'application/x-www-form-urlencoded';

/** The fields of a form, one a line, as the server reads them. */
export function fieldsOf(body: string): string {
  return [...new URLSearchParams(body)].map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** JSON with a line for each member; anything else as it is. */
export function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
