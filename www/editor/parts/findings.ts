// The list of findings: what the author can fix, apart from what head office must fix.

import { type Context, type Part } from '../context.ts';
import { h, icon, Keyed, set } from '../dom.ts';
import { icons } from '../icons.ts';
import type { State } from '../state.ts';
import { exceptions } from './exceptions.ts';
import { findingLine, type Located, located } from './finding.ts';

export function findings(context: Context): Part {
  const { words } = context;
  const w = words.findings;
  const list = () => h('ul', { class: 'finding-list' });
  const [mineList, theirList] = [list(), list()];
  const mine = new Keyed<Located>(
    mineList,
    ({ key }) => key,
    (one) => findingLine(one, context, true),
  );
  const theirs = new Keyed<Located>(
    theirList,
    ({ key }) => key,
    (one) => findingLine(one, context, true),
  );
  const section = (title: string, explain: string | null, children: HTMLElement) =>
    h(
      'section',
      { class: 'finding-group' },
      h('h3', { class: 'group-title' }, title),
      explain && h('p', { class: 'help' }, explain),
      children,
    );
  const mineSection = section(w.mine, null, mineList);
  const theirSection = section(w.theirs, w.theirsExplain, theirList);
  const none = h(
    'div',
    { class: 'all-clear' },
    icon(icons.shield, 32),
    h('h3', null, w.none),
    h('p', null, w.noneExplain),
  );
  const allowed = exceptions(context);
  const keys = h('p', { class: 'help keys' }, w.keys);
  const element = h('section', { class: 'findings', 'aria-label': w.title }, none, mineSection, theirSection, allowed.element, keys);

  return {
    element,
    update(state: State) {
      const all = located(state.report.findings);
      const own = all.filter(({ finding }) => finding.owner === 'author');
      const other = all.filter(({ finding }) => finding.owner !== 'author');
      mine.show(own);
      theirs.show(other);
      mineSection.hidden = own.length === 0;
      theirSection.hidden = other.length === 0;
      none.hidden = all.length > 0;
      keys.hidden = own.length === 0;
      allowed.show(state.report.waived ?? []);
      set(element, 'data-count', String(all.length));
    },
  };
}
