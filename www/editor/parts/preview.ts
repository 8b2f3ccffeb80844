// The live preview, channel by channel: the e-mail in its frame, the message on a phone; how wide and how dark, as whom. A
// click in the e-mail goes to the slot.

import type { Channel, Preview } from '../../../src/wasm/types';
import { chosen } from '../channels.ts';
import { type Context, type Part } from '../context.ts';
import { fill, glide, h, icon, say, set } from '../dom.ts';
import { icons } from '../icons.ts';
import { top } from '../path.ts';
import type { State } from '../state.ts';
import { cardPreview } from './card-preview.ts';
import { pushPreview, smsPreview } from './phone-preview.ts';
import { EMPTY, PreviewPage } from './preview-page.ts';
import { webhookPreview } from './webhook-preview.ts';
import { whatsAppPreview } from './whatsapp-preview.ts';
import { html as trusted } from '../trusted.ts';

export function preview(context: Context): Part {
  const { desk, words, store, reveal } = context;
  const w = words.preview;
  let page: PreviewPage | null = null;
  let shown = -1;
  let patched = -1;

  const frame = h('iframe', {
    class: 'preview-frame',
    part: 'preview',
    sandbox: 'allow-same-origin',
    referrerpolicy: 'no-referrer',
    title: w.frame,
    tabindex: '0',
  });
  frame.addEventListener('load', () => {
    const inside = frame.contentDocument;
    if (!inside) return;
    page = new PreviewPage(inside, context.mirror);
    inside.addEventListener('click', clicked, true);
    inside.addEventListener('submit', (event) => event.preventDefault(), true);
    shown = -1;
    show(store.state);
  });
  frame.srcdoc = trusted(EMPTY);

  function clicked(event: Event): void {
    event.preventDefault();
    const unit = event.target && page?.unitAt(event.target as Node);
    const slots = store.state.units.find(([one]) => one === unit)?.[1];
    if (slots?.[0]) reveal(slots[0]);
  }

  const toggle = (label: string, drawing: string, click: () => void) =>
    h('button', { class: 'tool', type: 'button', 'aria-label': label, title: label, on: { click } }, icon(drawing, 18));
  const desktop = toggle(w.desktop, icons.desktop, () => desk.look({ device: 'desktop' }));
  const phone = toggle(w.phone, icons.phone, () => desk.look({ device: 'phone' }));
  const dark = toggle(w.dark, icons.moon, () => desk.look({ dark: !store.state.dark }));
  const recipient = h('select', {
    class: 'input select small',
    'aria-label': w.as,
    title: w.as,
    on: { change: () => void desk.lookAs(Number(recipient.value)) },
  });
  fill(
    recipient,
    ...(store.state.kit?.recipients.length
      ? store.state.kit.recipients.map(({ name }, index) => h('option', { value: String(index) }, name))
      : [h('option', { value: '0' }, w.nobody)]),
  );

  // A real customer, by the brand's number: asked of Braze, shown here, kept nowhere.
  const number = h('input', { class: 'input small', type: 'text', 'aria-label': w.realNumber, placeholder: w.realNumber, autocomplete: 'off' });
  const realTrouble = h('p', { class: 'note warning', role: 'status', hidden: true });
  const asked = (event: Event) => {
    event.preventDefault();
    if (!number.value.trim()) return;
    void context.sending.real(number.value.trim()).then((one) => {
      if (!one) return;
      form.hidden = true;
      number.value = '';
      return desk.lookAsReal(one);
    });
  };
  const form = h('form', { class: 'real', hidden: true, on: { submit: asked } }, number, h('button', { class: 'button small', type: 'submit' }, w.realShow));
  const real = toggle(w.real, icons.person, () => {
    form.hidden = !form.hidden;
    if (!form.hidden) number.focus();
  });
  real.hidden = !store.state.kit?.real_recipients;
  const realOption = h('option', { value: '-1' }, '');

  const from = h('span', { class: 'inbox-from' });
  const subject = h('strong', { class: 'inbox-subject' });
  const preheader = h('span', { class: 'inbox-preheader' });
  const aborted = h('p', { class: 'note warning', hidden: true });
  const stage = h(
    'div',
    { class: 'stage' },
    h(
      'div',
      { class: 'device' },
      h('div', { class: 'inbox' }, from, h('div', { class: 'inbox-line' }, subject, ' ', preheader)),
      frame,
    ),
  );
  const hint = h('p', { class: 'help preview-hint' }, w.hint);
  const devices = h('div', { class: 'tool-group', role: 'group', 'aria-label': w.device }, desktop, phone);
  const [sms, push, card] = [smsPreview(context), pushPreview(context), cardPreview(context)];
  const [whatsApp, webhook] = [whatsAppPreview(context), webhookPreview(context)];
  const showLines = (shown: Preview | null) => {
    sms.show(shown?.sms);
    push.show(shown?.push);
    card.show(shown?.content_card);
    whatsApp.show(shown?.whats_app);
    webhook.show(shown?.webhook);
  };
  const template = store.state.kit?.templates.find(({ id }) => id === store.state.draft?.template);
  const panels: Record<Channel, HTMLElement> = {
    email: h('div', { class: 'channel-panel' }, stage, hint),
    sms: h('div', { class: 'channel-panel' }, sms.element),
    push: h('div', { class: 'channel-panel' }, push.element),
    content_card: h('div', { class: 'channel-panel' }, card.element),
    whats_app: h('div', { class: 'channel-panel' }, whatsApp.element),
    webhook: h('div', { class: 'channel-panel' }, webhook.element),
  };
  const tabs = (template?.channels ?? []).map((channel): [Channel, HTMLButtonElement] => {
    const id = context.id(`channel-${channel}`);
    set(panels[channel], 'id', id);
    const click = () => desk.look({ channel });
    const tab = { class: 'channel-tab', type: 'button', role: 'tab', id: `${id}-tab`, 'aria-controls': id };
    if ((template?.channels.length ?? 0) > 1) {
      set(panels[channel], 'role', 'tabpanel');
      set(panels[channel], 'aria-labelledby', `${id}-tab`);
    }
    return [channel, h('button', { ...tab, data: { channel }, on: { click } }, words.channels[channel])];
  });
  const keys = (event: KeyboardEvent) => {
    const shown = tabs.filter(([, tab]) => !tab.hidden);
    const from = shown.findIndex(([, tab]) => tab === event.target);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (from < 0 || to === undefined) return;
    event.preventDefault();
    const [channel, tab] = shown[(to + shown.length) % shown.length]!;
    desk.look({ channel });
    tab.focus();
  };
  const tablist = h(
    'div',
    { class: 'tool-group channel-tabs', role: 'tablist', 'aria-label': w.channels, on: { keydown: keys } },
    ...tabs.map(([, tab]) => tab),
  );
  const element = h(
    'section',
    { class: 'preview', 'aria-label': words.write.preview },
    h(
      'div',
      { class: 'preview-bar' },
      tabs.length > 1 && tablist,
      devices,
      dark,
      h('label', { class: 'as' }, h('span', { class: 'as-word' }, w.as), recipient),
      real,
    ),
    form,
    realTrouble,
    aborted,
    ...(template?.channels ?? ['email']).map((channel) => panels[channel as Channel]),
  );

  function show(state: State): void {
    const { whole, revision, patches, patched: count } = state.preview;
    if (!page || !whole) return;
    if (shown !== revision) {
      page.show(whole.html, state.dark);
      [shown, patched] = [revision, count];
    } else if (patched !== count) {
      // Several changes may have come since: then, or where a unit is not found, the whole is asked for.
      const whereAll = count === patched + 1 && patches.every(({ unit, html }) => page!.patch(unit, html));
      patched = count;
      if (!whereAll) void desk.refresh();
    }
  }

  return {
    element,
    update(state: State, before: State | null) {
      const { office } = state.kit ?? {};
      say(from, office?.sender?.name ?? office?.name ?? '');
      say(subject, state.preview.whole?.subject || w.noSubject);
      say(preheader, state.preview.whole?.preheader ?? '');
      aborted.hidden = !state.preview.whole?.aborted;
      say(aborted, state.preview.whole?.aborted ? w.aborted(state.preview.whole.aborted) : '');
      set(desktop, 'aria-pressed', String(state.device === 'desktop'));
      set(phone, 'aria-pressed', String(state.device === 'phone'));
      set(dark, 'aria-pressed', String(state.dark));
      const goesOut = chosen(state.draft, template);
      for (const [channel, tab] of tabs) {
        const here = channel === state.channel;
        tab.hidden = !goesOut.includes(channel);
        set(tab, 'aria-selected', String(here));
        set(tab, 'tabindex', here ? '0' : '-1');
        panels[channel].hidden = !here;
      }
      devices.hidden = state.channel !== 'email';
      showLines(state.preview.whole);
      set(element, 'data-dark', state.dark ? '' : null);
      set(stage, 'data-device', state.device);
      set(stage, 'data-dark', state.dark ? '' : null);
      if (state.real && !realOption.isConnected) recipient.append(realOption);
      if (!state.real) realOption.remove();
      say(realOption, state.real ? w.realAs(state.real.name) : '');
      say(realTrouble, state.realTrouble ?? '');
      realTrouble.hidden = !state.realTrouble || form.hidden;
      set(real, 'aria-expanded', String(!form.hidden));
      recipient.value = String(state.recipient);
      show(state);
      if (before && before.dark !== state.dark) page?.setDark(state.dark);
      if (state.focus && before?.focus !== state.focus) {
        const unit = state.units.find(
          ([, slots]) => slots.includes(state.focus!) || slots.some((slot) => top(slot) === top(state.focus!)),
        )?.[0];
        const there = unit === undefined ? null : page?.elementOf(unit);
        const height = frame.clientHeight;
        const box = there?.getBoundingClientRect();
        if (there && box && (box.top < 0 || box.bottom > height))
          there.scrollIntoView({ block: 'center', behavior: glide() });
      }
    },
  };
}
