// Builds and updates elements without parsing HTML.

type Child = Node | string | number | null | undefined | false;
type Handler = (event: any) => void;
interface Props {
  class?: string;
  on?: Record<string, Handler>;
  data?: Record<string, string>;
  [attribute: string]: unknown;
}

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes, listeners and children. `true` is an empty attribute; `false`, `null` and `undefined` leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props?: Props | null,
  ...children: Child[]
): HTMLElementTagNameMap[K];
export function h(tag: string, props?: Props | null, ...children: Child[]): HTMLElement;
export function h(tag: string, props?: Props | null, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value as Record<string, Handler>))
        element.addEventListener(event, handler);
    } else if (name === 'data') Object.assign(element.dataset, value);
    else set(element, name, value);
  }
  element.append(...kept(children));
  return element;
}

const kept = (children: Child[]): (Node | string)[] =>
  children
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));

/** Sets or takes away one attribute. */
export function set(element: Element, name: string, value: unknown): void {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value === true ? '' : value))
    element.setAttribute(name, value === true ? '' : String(value));
}

/** Puts `text` in, unless it is there already. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** How to scroll for this person: smoothly, unless motion is unwelcome. */
export const glide = (): ScrollBehavior =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';

/** Puts these children in the place of all others. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...kept(children));
}

/** A drawing of 20 × 20, in the colour of the text, for eyes only. */
export const icon = (path: string, size = 20): SVGSVGElement => drawing(path, [20, 20], [size, size]);

/** One line in the colour of the text, for eyes only: drawn in units of `box`, shown at `size` pixels. */
export function drawing(path: string, box: [number, number], size: [number, number]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({
    viewBox: `0 0 ${box[0]} ${box[1]}`,
    width: size[0],
    height: size[1],
    'aria-hidden': 'true',
    focusable: 'false',
    class: 'icon',
  })) {
    svg.setAttribute(name, String(value));
  }
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** Keeps one element per key under `parent`, in the order of `items`; those that stay are updated, never rebuilt, so that focus survives. */
export class Keyed<T> {
  private readonly kept = new Map<string, { element: HTMLElement; update: (item: T, index: number) => void }>();

  constructor(
    private readonly parent: Element,
    private readonly key: (item: T) => string,
    private readonly create: (item: T) => { element: HTMLElement; update: (item: T, index: number) => void },
  ) {}

  show(items: readonly T[]): void {
    const wanted = new Set(items.map(this.key));
    for (const [key, { element }] of this.kept) {
      if (!wanted.has(key)) {
        element.remove();
        this.kept.delete(key);
      }
    }
    items.forEach((item, index) => {
      const key = this.key(item);
      let one = this.kept.get(key);
      if (!one) this.kept.set(key, (one = this.create(item)));
      one.update(item, index);
      const there = this.parent.children[index];
      if (there !== one.element) this.parent.insertBefore(one.element, there ?? null);
    });
  }
}
