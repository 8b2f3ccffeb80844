// The e-mail in a frame where nothing runs: parsed apart, built node by node, patched unit by unit.
//
// A frame inherits the host page's policy, and `style-src 'self'` would strip an e-mail of its looks. So styles go in as the
// object model allows: style attributes through `element.style`, style sheets through `adoptedStyleSheets`. Media queries
// for dark mode are answered by the preview's own switch.

import { html as trusted } from '../trusted.ts';
import { changes, type Pieces, pieces } from './pieces.ts';

const POLICY =
  "default-src 'none'; img-src https: http: data: 'self'; style-src 'unsafe-inline'; font-src https:; form-action 'none'; base-uri 'none'";
export const EMPTY = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}"></head><body></body></html>`;

/** Never built into the preview; scripts could not run there anyway. */
const LEFT_OUT = new Set([
  'SCRIPT',
  'META',
  'LINK',
  'BASE',
  'TITLE',
  'IFRAME',
  'OBJECT',
  'EMBED',
  'TEMPLATE',
  'NOSCRIPT',
]);
const STYLE_ELEMENT = /<style\b([^>]*)>([\s\S]*?)<\/style\s*>/gi;
const SHADED = 'data-countersign-style';

/** Style attributes under another name, so that no parser meets them. */
const shade = (html: string): string =>
  html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(\s)style(\s*=)/gi, `$1${SHADED}$2`));

export class PreviewPage {
  private dark = false;
  private shown: Pieces | null = null;
  private known: Map<number, { open: Comment; close: Comment }> | null = null;
  private sheets: { sheet: CSSStyleSheet; media: [rule: CSSMediaRule, original: string][] }[] = [];

  /** `mirror` says where a picture can be seen from here. */
  constructor(
    private readonly page: Document,
    private readonly mirror: (address: string) => string,
  ) {}

  /** Shows a whole message; where only units are others than before, only those. */
  show(html: string, dark: boolean): void {
    const now = pieces(html);
    const changed = changes(this.shown, now);
    this.shown = now;
    if (changed?.every(([unit, text]) => this.patch(unit, text))) return this.setDark(dark);
    this.rebuild(html, dark);
  }

  private rebuild(html: string, dark: boolean): void {
    const { page } = this;
    const { scrollTop } = page.scrollingElement ?? { scrollTop: 0 };
    const css: string[] = [];
    const bare = html.replace(STYLE_ELEMENT, (_, attributes: string, text: string) => {
      const media = /\smedia\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1];
      css.push(media ? `@media ${media} {${text}}` : text);
      return '';
    });
    const parsed = new DOMParser().parseFromString(trusted(shade(bare)), 'text/html');
    for (const from of [parsed.documentElement, parsed.body]) {
      const to = from === parsed.body ? page.body : page.documentElement;
      for (const { name } of [...to.attributes]) to.removeAttribute(name);
      this.attributes(from, to);
    }
    page.body.replaceChildren(...this.build(parsed.body));
    this.known = null;
    this.dress(css);
    this.setDark(dark);
    if (page.scrollingElement) page.scrollingElement.scrollTop = scrollTop;
  }

  /** Puts one unit anew; false where it is not there. */
  patch(unit: number, html: string): boolean {
    const range = this.rangeOf(unit);
    if (!range) return false;
    this.shown?.units.set(unit, html);
    const around =
      range.startContainer.nodeType === Node.ELEMENT_NODE ? (range.startContainer as Element) : this.page.body;
    const apart = document.implementation.createHTMLDocument('');
    const context = apart.createElement(around.localName === 'html' ? 'body' : around.localName);
    apart.body.append(context);
    const parsing = apart.createRange();
    parsing.selectNodeContents(context);
    const parsed = parsing.createContextualFragment(trusted(shade(html)));
    range.deleteContents();
    const fragment = this.page.createDocumentFragment();
    fragment.append(...this.build(parsed));
    range.insertNode(fragment);
    return true;
  }

  /** The unit in which a node stands. */
  unitAt(node: Node): number | null {
    let found: number | null = null;
    for (const [unit, { open, close }] of this.marks()) {
      const after = open.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
      const before = close.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING;
      if (after && before) found = unit;
    }
    return found;
  }

  /** The first element of a unit, or the one around it. */
  elementOf(unit: number): Element | null {
    const mark = this.marks().get(unit);
    if (!mark) return null;
    for (let node = mark.open.nextSibling; node && node !== mark.close; node = node.nextSibling)
      if (node instanceof this.page.defaultView!.Element) return node;
    return mark.open.parentElement;
  }

  /** Answers `prefers-color-scheme` as the switch says. */
  setDark(dark: boolean): void {
    this.dark = dark;
    for (const { media } of this.sheets) for (const [rule, original] of media) this.answer(rule, original);
    this.page.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }

  private answer(rule: CSSMediaRule, original: string): void {
    rule.media.mediaText = original.replace(
      /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi,
      (_, wanted: string) =>
        (wanted.toLowerCase() === 'dark') === this.dark ? '(min-width: 0px)' : '(max-width: 0px)',
    );
  }

  private dress(css: string[]): void {
    const Sheet = (this.page.defaultView as unknown as { CSSStyleSheet: typeof CSSStyleSheet }).CSSStyleSheet;
    this.sheets = css.map((text) => {
      const sheet = new Sheet();
      sheet.replaceSync(text);
      const media = [...sheet.cssRules].filter(
        (rule): rule is CSSMediaRule =>
          'media' in rule && /prefers-color-scheme/i.test((rule as CSSMediaRule).media.mediaText),
      );
      return { sheet, media: media.map((rule) => [rule, rule.media.mediaText]) };
    });
    this.page.adoptedStyleSheets = this.sheets.map(({ sheet }) => sheet);
  }

  /** The children of `from`, rebuilt for the frame. */
  private build(from: Node): Node[] {
    return [...from.childNodes].flatMap((node): Node[] => {
      if (node.nodeType === Node.TEXT_NODE) return [this.page.createTextNode(node.nodeValue ?? '')];
      if (node.nodeType === Node.COMMENT_NODE) return [this.page.createComment(node.nodeValue ?? '')];
      if (node.nodeType !== Node.ELEMENT_NODE || LEFT_OUT.has(node.nodeName.toUpperCase()) || node.nodeName === 'STYLE')
        return [];
      const element = node as Element;
      const copy = this.page.createElementNS(element.namespaceURI, element.localName) as HTMLElement;
      this.attributes(element, copy);
      copy.append(...this.build(element));
      return [copy];
    });
  }

  private attributes(from: Element, to: HTMLElement): void {
    for (const { name, value } of from.attributes) {
      if (name === SHADED) to.style.cssText = value;
      else if (name !== 'style' && !name.startsWith('on') && name !== 'srcdoc') {
        try {
          to.setAttribute(name, name === 'src' || name === 'background' ? this.mirror(value) : value);
        } catch {
          // A name that HTML's parser takes and the object model does not.
        }
      }
    }
  }

  /** The marks of every unit; patches leave them where they are. */
  private marks(): Map<number, { open: Comment; close: Comment }> {
    if (this.known) return this.known;
    const found = new Map<number, { open: Comment; close: Comment }>();
    const opened = new Map<number, Comment>();
    const walk = this.page.createTreeWalker(this.page.body, NodeFilter.SHOW_COMMENT);
    while (walk.nextNode()) {
      const comment = walk.currentNode as Comment;
      const match = /^(\/?)cs:(\d+)$/.exec(comment.data);
      if (!match) continue;
      const unit = Number(match[2]);
      if (!match[1]) opened.set(unit, comment);
      else if (opened.has(unit)) found.set(unit, { open: opened.get(unit)!, close: comment });
    }
    return (this.known = found);
  }

  private rangeOf(unit: number): Range | null {
    const mark = this.marks().get(unit);
    if (!mark || mark.open.parentNode !== mark.close.parentNode) return null;
    const range = this.page.createRange();
    range.setStartAfter(mark.open);
    range.setEndBefore(mark.close);
    return range;
  }
}
