// A tokeniser for the HTML of e-mails, by hand, with the face of htmlparser2's Parser: one pass, no tree.

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };
const RAW = new Set(['style', 'script', 'title', 'textarea']);

const space = (c) => c === 32 || c === 10 || c === 9 || c === 13 || c === 12;
const decode = (text) =>
  text.indexOf('&') < 0 ? text : text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name) => ENTITIES[name]);

export class Tokens {
  constructor(handler) {
    this.handler = handler;
    this.startIndex = 0;
    this.endIndex = 0;
  }

  write(html) {
    const { handler } = this;
    const end = html.length;
    let at = 0;
    let raw = null;
    while (at < end) {
      if (raw !== null) {
        const close = find(html, `</${raw}`, at);
        raw = null;
        if (close > at) this.text(html, at, close);
        at = close;
        continue;
      }
      if (html.charCodeAt(at) !== 60) {
        const next = find(html, '<', at);
        this.text(html, at, next);
        at = next;
        continue;
      }
      const c = html.charCodeAt(at + 1);
      if (c === 33) {
        const comment = html.startsWith('<!--', at);
        at = find(html, comment ? '-->' : '>', at + 2) + (comment ? 3 : 1);
      } else if (c === 47) {
        const close = find(html, '>', at);
        let name = at + 2;
        while (name < close && !space(html.charCodeAt(name))) name++;
        this.startIndex = at;
        this.endIndex = close;
        handler.onclosetag(html.slice(at + 2, name));
        at = close + 1;
      } else if ((c | 32) >= 97 && (c | 32) <= 122) {
        const name = this.tag(html, at);
        at = this.endIndex + 1;
        if (RAW.has(name)) raw = name;
      } else {
        const next = find(html, '<', at + 1);
        this.text(html, at, next);
        at = next;
      }
    }
  }

  end() {}

  text(html, from, to) {
    this.startIndex = from;
    this.endIndex = to - 1;
    this.handler.ontext(decode(html.slice(from, to)));
  }

  tag(html, from) {
    const end = html.length;
    let at = from + 1;
    let c;
    while (at < end && !space((c = html.charCodeAt(at))) && c !== 62 && c !== 47) at++;
    const name = html.slice(from + 1, at);
    const attributes = {};
    for (;;) {
      while (at < end && (space((c = html.charCodeAt(at))) || c === 47)) at++;
      if (at >= end) break;
      if (c === 62) {
        at++;
        break;
      }
      const start = at;
      while (at < end && !space((c = html.charCodeAt(at))) && c !== 61 && c !== 62 && c !== 47) at++;
      if (at === start) {
        at++;
        continue;
      }
      const key = html.slice(start, at);
      let value = '';
      if (html.charCodeAt(at) === 61) {
        c = html.charCodeAt(++at);
        if (c === 34 || c === 39) {
          const close = find(html, c === 34 ? '"' : "'", at + 1);
          value = decode(html.slice(at + 1, close));
          at = close + 1;
        } else {
          const open = at;
          while (at < end && !space((c = html.charCodeAt(at))) && c !== 62) at++;
          value = html.slice(open, at);
        }
      }
      attributes[key] = value;
    }
    this.startIndex = from;
    this.endIndex = at - 1;
    this.handler.onopentag(name, attributes);
    return name;
  }
}

function find(text, what, from) {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
}
