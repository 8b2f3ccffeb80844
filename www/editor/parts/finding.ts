// One finding: compact beneath its slot, with reasons and source in the list.

import type { Finding, Severity } from '../../../src/wasm/types';
import { about } from '../channels.ts';
import { type Context, localized } from '../context.ts';
import { fill, h, icon, say } from '../dom.ts';
import { icons } from '../icons.ts';
import { inside, slotAt } from '../path.ts';
import type { State } from '../state.ts';

const DRAWING: Record<Severity, string> = { error: icons.error, warning: icons.warning, info: icons.info };

/** A finding with its place in the report and a key that survives small changes. */
export interface Located {
  finding: Finding;
  index: number;
  key: string;
}

/** The findings with their places. */
export function located(findings: readonly Finding[]): Located[] {
  const seen = new Map<string, number>();
  return findings.map((finding, index) => {
    const base = `${finding.rule}|${finding.severity}|${finding.source.in}|${'name' in finding.source ? finding.source.name : ''}|${finding.message}|${finding.fixes.map(({ label }) => label).join('|')}`;
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return { finding, index, key: `${base}|${count}` };
  });
}

/** The rule that asks for what is not filled in yet. */
const UNFILLED = 'brand-slot-required-filled';

/** Whether a finding only says that the author has not come to this slot yet: no reason to raise one's voice. */
export const early = (finding: Finding, state: State): boolean =>
  finding.rule === UNFILLED &&
  !state.tried &&
  finding.source.in === 'slot' &&
  !Object.keys(state.touched).some((path) => finding.source.in === 'slot' && inside(finding.source.name, path));

/** Whether something is wrong at `path` that the author should hear of by now. */
export const wrongAt = (path: string, state: State): boolean =>
  state.report.findings.some(
    (finding) =>
      finding.severity === 'error' &&
      finding.source.in === 'slot' &&
      inside(finding.source.name, path) &&
      !early(finding, state),
  );

/** What the findings come to: errors, remarks, and what is only not filled in yet. */
export function tally(state: State): {
  errors: number;
  others: number;
  early: number;
  severity: 'error' | 'warning' | 'clear' | 'early';
} {
  const { findings } = state.report;
  const waiting = findings.filter((finding) => early(finding, state)).length;
  const errors = findings.filter(({ severity }) => severity === 'error').length - waiting;
  const others = findings.length - errors - waiting;
  return {
    errors,
    others,
    early: waiting,
    severity: errors ? 'error' : waiting ? 'early' : others ? 'warning' : 'clear',
  };
}

/** What the place of a finding is called. */
export function placeName(finding: Finding, context: Context): string {
  const { store, locale, words } = context;
  const { source } = finding;
  if (source.in === 'slot') {
    const template = store.state.kit?.templates.find(({ id }) => id === store.state.draft?.template);
    const number = /\[(\d+)\]/.exec(source.name);
    const first = slotAt(template?.slots ?? [], source.name.split(/[.[]/)[0]!);
    const last = slotAt(template?.slots ?? [], source.name);
    const name = (slot: typeof last) => localized(slot?.label, locale);
    return number && first !== last
      ? `${words.write.block(name(first), Number(number[1]) + 1)}, ${name(last)}`
      : name(last) || source.name;
  }
  if (source.in === 'draft')
    return source.name === 'audience'
      ? words.steps.audience
      : source.name === 'schedule'
        ? words.steps.time
        : source.name;
  if (source.in === 'group') return store.state.kit?.office.name ?? source.name;
  return source.in === 'template' ? words.send.template : '';
}

/** A text in which keys of the kit stand between backticks, set as keys. */
const keyed = (text: string) => text.split('`').map((part, at) => (at % 2 ? h('code', null, part) : part));

/** An `<li>` for a finding; `full` adds the place, the reason and the source. */
export function findingLine(
  first: Located,
  context: Context,
  full: boolean,
): { element: HTMLElement; update: (one: Located) => void } {
  const { words, desk, store } = context;
  const w = words.findings;
  let now = first;
  const { finding } = first;
  const fixes = h('div', { class: 'fixes' });
  const place = h('span', { class: 'finding-place' });
  const show = () => {
    const { source, span } = now.finding;
    if ('name' in source) context.reveal(source.in === 'slot' ? source.name : `:${source.in}:${source.name}`, span);
  };
  const mine = finding.owner === 'author';
  const element = h(
    'li',
    { class: `finding ${finding.severity}`, part: 'finding', data: { rule: finding.rule } },
    h(
      'span',
      { class: 'finding-icon' },
      icon(DRAWING[finding.severity], 18),
      h('span', { class: 'unseen' }, `${w.severity[finding.severity]}: `),
    ),
    h(
      'div',
      { class: 'finding-body' },
      full && h('div', { class: 'finding-head' }, h('strong', null, finding.title), place),
      h('p', { class: 'finding-message' }, finding.message),
      h('p', { class: 'finding-hint' }, ...keyed(finding.hint)),
      finding.asks && h('p', { class: 'finding-asks' }, finding.asks),
      fixes,
      full &&
        h(
          'details',
          { class: 'finding-why' },
          h('summary', null, w.why),
          h('p', null, finding.why),
          h('p', { class: 'finding-source' }, `${w.source}: ${finding.reference}`),
          context.rules &&
            h(
              'p',
              { class: 'finding-source' },
              h(
                'a',
                {
                  href: `${context.rules}?lang=${context.locale}#${finding.rule}`,
                  target: '_blank',
                  rel: 'noopener',
                },
                w.rule,
              ),
            ),
        ),
    ),
  );

  /** Whoever works by keyboard goes on from here: to the next finding, or to the editor where none is left. */
  const take = async (fix: number) => {
    const list = element.parentElement;
    const place = list ? [...list.children].indexOf(element) : 0;
    await desk.fix(now.index, fix);
    if (element.isConnected || !list) return;
    const next = list.children[Math.min(place, list.children.length - 1)]?.querySelector<HTMLElement>('button');
    (next ?? list.closest<HTMLElement>('.editor'))?.focus({ preventScroll: !next });
  };

  const update = (one: Located) => {
    const rebuild = one === first || one.finding.fixes.length !== now.finding.fixes.length;
    now = one;
    if (full) say(place, [placeName(one.finding, context), about(one.finding, words.channels)].filter(Boolean).join(' · '));
    if (!rebuild) return;
    fill(
      fixes,
      ...one.finding.fixes.map((fix, at) =>
        h(
          'button',
          {
            class: 'button small fix',
            type: 'button',
            data: { trust: fix.trust },
            disabled: store.state.readonly,
            on: { click: () => void take(at) },
          },
          icon(icons.check, 16),
          fix.label,
        ),
      ),
      one.finding.asks &&
        h(
          'button',
          {
            class: 'button small',
            type: 'button',
            data: { asks: one.finding.rule },
            disabled: store.state.readonly,
            on: { click: () => void desk.attest(now.index) },
          },
          icon(icons.shield, 16),
          w.confirm,
        ),
      full && mine && h('button', { class: 'button small quiet', type: 'button', on: { click: show } }, w.show),
    );
    fixes.hidden = fixes.childElementCount === 0;
  };
  return { element, update };
}
