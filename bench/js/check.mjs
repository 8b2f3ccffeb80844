// What a careful team would check in one pass over the rendered HTML: structure, law, brand, accessibility, what mail programs
// support, links, contrast, and the plain text on the way. The parser is passed in: htmlparser2, or ours by hand.

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const BLOCK = new Set('p div tr table h1 h2 h3 h4 h5 h6 ul ol blockquote hr body'.split(' '));
const OBSOLETE = new Set('center font marquee blink strike big tt'.split(' '));
const FORBIDDEN = new Set('script iframe form object embed video audio canvas svg input button'.split(' '));
const BRAND = new Set([0x3b2417, 0x1a1a1a, 0xf6f1ea, 0xffffff, 0xb5442e, 0x2f6b4f, 0x5f5a55, 0xfff4e0]);
const NAMED = { white: 0xffffff, black: 0, red: 0xff0000, blue: 0xff, green: 0x8000, gray: 0x808080 };
// Which of a dozen mail programs lack a property, one bit each.
const LACKING = new Map(
  Object.entries({
    'align-items': 2831, animation: 2879, background: 2824, 'background-image': 2824, 'background-size': 14, 'border-radius': 2824,
    'box-shadow': 2831, 'box-sizing': 2824, clear: 2860, 'column-count': 2824, cursor: 4095, display: 2830, filter: 2879,
    float: 2830, 'font-weight': 2824, gap: 2879, height: 2824, 'justify-content': 2831, margin: 2879, 'max-height': 8,
    'max-width': 520, 'min-width': 8, 'object-fit': 2830, opacity: 2056, outline: 8, overflow: 4095, padding: 8, position: 4095,
    'text-align': 2830, 'text-decoration': 14, 'text-shadow': 63, 'text-transform': 8, transform: 2879, transition: 3903,
    visibility: 2063, 'white-space': 1550, width: 8, 'word-break': 4086, 'z-index': 15,
  }),
);
const LIGHT = Float64Array.from({ length: 256 }, (_, n) => {
  const share = n / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

const luminance = (colour) =>
  0.2126 * LIGHT[(colour >> 16) & 255] + 0.7152 * LIGHT[(colour >> 8) & 255] + 0.0722 * LIGHT[colour & 255];

function parseColour(text) {
  const value = text.trim().toLowerCase();
  if (value[0] === '#' && value.length >= 7) return Number.parseInt(value.slice(1, 7), 16);
  if (value[0] === '#' && value.length >= 4) {
    const [, r, g, b] = value;
    return Number.parseInt(r + r + g + g + b + b, 16);
  }
  if (value.startsWith('rgb')) {
    const [r, g, b] = value.slice(value.indexOf('(') + 1).split(',').map((part) => Number.parseInt(part, 10));
    return (r << 16) | (g << 8) | b;
  }
  return NAMED[value] ?? -1;
}

/** Everything at once: findings and the plain text of `html`. */
export function check(Parser, html) {
  const pass = new Pass();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => pass.open(name, attributes, parser.startIndex, parser.endIndex + 1),
      ontext: (text) => pass.words(text, parser.startIndex, parser.endIndex + 1),
      onclosetag: (name) => pass.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  pass.finish(html);
  return { findings: pass.findings, text: pass.text };
}

class Pass {
  constructor() {
    this.findings = [];
    this.stack = [{ name: '', ink: 0, paper: 0xffffff, size: 16, bold: false, href: null, text: 0, image: false, hidden: false }];
    this.text = '';
    this.column = 0;
    this.images = this.links = this.heading = this.letters = this.shouts = this.capitals = 0;
    this.title = this.lang = this.viewport = this.unsubscribe = this.address = false;
    this.raw = null;
    this.ids = new Set();
    this.support = new Map();
  }

  add(rule, from, to, fact) {
    this.findings.push({ rule, from, to, fact });
  }

  line() {
    if (this.column) {
      this.text += '\n';
      this.column = 0;
    }
  }

  open(name, attributes, from, to) {
    const top = this.stack[this.stack.length - 1];
    const { ink, paper, size, bold, href, hidden } = top;
    const node = { name, ink, paper, size, bold, href, text: 0, image: false, hidden, from, to };
    if (name === 'b' || name === 'strong' || name === 'h1' || name === 'h2') node.bold = true;
    if (name === 'h1') node.size = 32;
    else if (name === 'h2') node.size = 24;
    if (OBSOLETE.has(name)) this.add('obsolete-tag', from, to);
    if (FORBIDDEN.has(name)) this.add('forbidden-tag', from, to);
    for (const key in attributes) this.attribute(key, attributes[key], node);
    if (name === 'img') this.image(attributes, node, top);
    else if (name === 'a') this.link(attributes, node);
    else if (name === 'table') {
      if (attributes.role !== 'presentation' && attributes.role !== 'none') this.add('table-role', from, to);
    } else if (name.length === 2 && name[0] === 'h' && name[1] >= '1' && name[1] <= '6') {
      const level = +name[1];
      if (this.heading && level > this.heading + 1) this.add('heading-skip', from, to, level);
      this.heading = level;
    } else if (name === 'html') this.lang = !!attributes.lang;
    else if (name === 'title') this.title = true;
    else if (name === 'meta') {
      if (attributes.name === 'viewport') this.viewport = true;
      if (attributes['http-equiv'] === 'refresh') this.add('meta-refresh', from, to);
    } else if (name === 'br') {
      this.text += '\n';
      this.column = 0;
    } else if (name === 'li') {
      this.line();
      this.text += ' * ';
      this.column = 3;
    }
    if (BLOCK.has(name)) this.line();
    if (name === 'style' || name === 'script' || name === 'title') this.raw = name;
    if (!VOID.has(name)) this.stack.push(node);
  }

  attribute(key, value, node) {
    const { from, to } = node;
    if (key.charCodeAt(0) === 111 && key.charCodeAt(1) === 110) this.add('event-handler', from, to);
    else if (key === 'style') this.style(value, node);
    else if (key === 'id') {
      if (this.ids.has(value)) this.add('duplicate-id', from, to);
      this.ids.add(value);
    } else if (key === 'bgcolor') {
      const colour = parseColour(value);
      if (colour >= 0) node.paper = colour;
    } else if ((key === 'align' || key === 'valign' || key === 'width') && value === '') this.add('empty-attribute', from, to);
  }

  style(style, node) {
    for (let at = 0; at < style.length; ) {
      let end = style.indexOf(';', at);
      if (end < 0) end = style.length;
      const colon = style.indexOf(':', at);
      if (colon > 0 && colon < end) {
        this.declaration(style.slice(at, colon).trim().toLowerCase(), style.slice(colon + 1, end).trim(), node);
      }
      at = end + 1;
    }
  }

  declaration(property, value, node) {
    const { from, to } = node;
    const lacking = LACKING.get(property);
    if (lacking) this.support.set(property, lacking);
    if (property === 'color' || property === 'background-color' || property === 'background') {
      const colour = parseColour(value);
      if (colour >= 0) {
        node[property === 'color' ? 'ink' : 'paper'] = colour;
        if (!BRAND.has(colour)) this.add('brand-colour', from, to, colour);
      }
    } else if (property === 'font-size') {
      const size = Number.parseFloat(value);
      if (size > 0) node.size = size;
      if (size < 12) this.add('font-too-small', from, to, size);
    } else if (property === 'font-weight') node.bold = value === 'bold' || +value >= 600;
    else if (property === 'font-family') {
      if (!value.includes('serif')) this.add('font-fallback', from, to);
    } else if (property === 'line-height') {
      if (Number.parseFloat(value) < 8) this.add('line-height', from, to);
    } else if (property === 'position' || property === 'float') this.add('layout', from, to);
    else if (property === 'display' && value === 'none') node.hidden = true;
    if (value.includes('url(') && !value.includes('https:')) this.add('style-url', from, to);
    if (value.includes('!important')) this.add('important', from, to);
  }

  image({ src, alt, width }, { from, to }, top) {
    this.images++;
    if (alt === undefined) this.add('image-alt', from, to);
    else {
      if (/\.(png|jpe?g|gif)$/i.test(alt)) this.add('alt-filename', from, to);
      if (alt.length > 125) this.add('alt-long', from, to);
    }
    if (!src) this.add('image-src', from, to);
    else {
      if (!src.startsWith('https://')) this.add('image-https', from, to);
      if (src.endsWith('.svg') || src.endsWith('.webp')) this.add('image-format', from, to);
      if (!src.startsWith('https://cdn.colombe.example/')) this.add('image-host', from, to);
    }
    if (width === undefined) this.add('image-width', from, to);
    top.image = true;
    if (alt) {
      this.text += `[${alt}]`;
      this.column = 1;
      if (top.href !== null) top.text += alt.length;
    }
  }

  link({ href, target, rel }, node) {
    const { from, to } = node;
    this.links++;
    node.href = href ?? '';
    if (!href) this.add('link-href', from, to);
    else {
      if (href.startsWith('http://')) this.add('link-https', from, to);
      else if (href.startsWith('javascript:')) this.add('link-script', from, to);
      else if (!href.startsWith('https://') && !href.startsWith('mailto:') && !href.startsWith('tel:')) this.add('link-scheme', from, to);
      if (href.includes('unsub')) this.unsubscribe = true;
      if (href.includes('bit.ly') || href.includes('tinyurl')) this.add('link-shortener', from, to);
      if (href.startsWith('https://') && !/^https:\/\/(?:[\w-]+\.)*colombe\.example(?:[/?#]|$)/.test(href)) this.add('link-host', from, to);
      if (href.includes(' ')) this.add('link-space', from, to);
    }
    if (target === '_blank' && !(rel || '').includes('noopener')) this.add('link-rel', from, to);
  }

  words(text, from, to) {
    if (this.raw !== null) return;
    const node = this.stack[this.stack.length - 1];
    let any = false;
    for (let n = 0; n < text.length; n++) {
      const c = text.charCodeAt(n);
      if (c <= 32) continue;
      any = true;
      this.letters++;
      if (c === 33) this.shouts++;
      else if (c >= 65 && c <= 90) this.capitals++;
    }
    if (!any) {
      if (this.column) this.text += ' ';
      return;
    }
    if (text.includes('{{') || text.includes('{%')) this.add('liquid-left', from, to);
    if (text.includes('High Street')) this.address = true;
    if (node.hidden) return;
    const ink = luminance(node.ink) + 0.05;
    const paper = luminance(node.paper) + 0.05;
    const contrast = ink > paper ? ink / paper : paper / ink;
    const large = node.size >= 24 || (node.bold && node.size >= 18.66);
    if (contrast < (large ? 3 : 4.5)) this.add('contrast', from, to, Math.round(contrast * 100));
    const one = text.replace(/\s+/g, ' ');
    this.text += one;
    this.column = 1;
    if (node.href !== null) {
      node.text += one.length;
      if (/^\s*(click here|here|read more|more)\s*$/i.test(text)) this.add('link-text', from, to);
    }
  }

  close(name) {
    if (this.raw === name) this.raw = null;
    const node = this.stack[this.stack.length - 1];
    if (node.name !== name || this.stack.length === 1) return;
    this.stack.pop();
    if (name === 'a') {
      if (node.text === 0 && !node.image) this.add('link-empty', node.from, node.to);
      if (node.href) this.text += ` [${node.href}]`;
    } else {
      const up = this.stack[this.stack.length - 1];
      if (up.href !== null) up.text += node.text;
    }
    if (BLOCK.has(name)) this.line();
  }

  finish(html) {
    for (const [property, clients] of this.support) this.add('mail-program', 0, 0, `${property}:${clients}`);
    if (!this.title) this.add('title', 0, 0);
    if (!this.lang) this.add('lang', 0, 0);
    if (!this.viewport) this.add('viewport', 0, 0);
    if (!this.unsubscribe) this.add('unsubscribe', 0, 0);
    if (!this.address) this.add('postal-address', 0, 0);
    if (html.length > 102 * 1024) this.add('too-long', 0, 0, html.length);
    if (this.images * 400 > this.letters) this.add('image-share', 0, 0, this.images);
    if (this.links > 60) this.add('many-links', 0, 0, this.links);
    if (this.shouts > 10) this.add('exclamations', 0, 0, this.shouts);
    if (this.capitals * 4 > this.letters) this.add('capitals', 0, 0, this.capitals);
  }
}
