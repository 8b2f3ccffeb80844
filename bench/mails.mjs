// Three e-mails of about 8, 45 and 95 kB, made from numbers that never change, in the two forms that are measured: a kit for
// Countersign (`{{ slot.x }}`, `{{ group.x }}`, merge tags by the policy's name) and the same HTML for the JavaScript stacks
// (`<!--slot:x-->`, Braze's tags as liquidjs reads them).

const SIZES = [
  { name: '8 kB', bytes: 8 * 1024, slots: 2, paragraphs: 2 },
  { name: '45 kB', bytes: 45 * 1024, slots: 4, paragraphs: 4 },
  { name: '95 kB', bytes: 95 * 1024, slots: 6, paragraphs: 5 },
];

const WORDS = `our roasters open the doors at seven and the first cups are poured before the market wakes come by for a slow
morning with warm bread honey from the hills and beans that were picked by hand this week we serve a washed coffee from Huila
with notes of plum and almond next to the house blend bring a friend taste both and tell us which one stays on the counter
members collect a bean with every cup ten of them buy a bag to take home the terrace is heated children are welcome and dogs
get a bowl of water see you soon under the big lamp`.split(/\s+/);

const TAGS = {
  first_name: { liquid: '${first_name}', sample: 'Léa', fallback: 'friend' },
  city: { liquid: '${city}', sample: 'Lyon', fallback: 'your town' },
  points: { liquid: 'custom_attribute.${points}', sample: '1240', fallback: '0' },
  shop: { liquid: 'custom_attribute.${shop}', sample: 'Pentes', fallback: 'the shop' },
};

const GROUP = {
  name: 'Colombe Leeds',
  kind: 'franchisee',
  locale: 'en-GB',
  country: 'GB',
  time_zone: 'Europe/London',
  city: 'Leeds',
  address: '12 High Street, Leeds LS1 4AB',
  phone: '+44 113 496 0000',
  legal_entity: 'Pentes Roasting Ltd',
  message_variation_id: 'bench-variation',
  sender: { name: 'Colombe', email: 'hello@news.colombe.example' },
};

const PALETTE = ['#3b2417', '#1a1a1a', '#f6f1ea', '#ffffff', '#b5442e', '#2f6b4f', '#5f5a55', '#fff4e0'];
const FONT = 'font-family:Georgia,serif';

const FIRST = `amazing ultimate guaranteed miracle incredible unbeatable instant secret exclusive legendary magical flawless
perfect limitless priceless effortless revolutionary sensational supreme matchless`.split(/\s+/);
const SECOND = `deal bargain giveaway discount jackpot prize cure remedy detox slimming income cashback refund voucher lottery
winner promise result formula effect boost energy power wonder treat`.split(/\s+/);

// Every place of which some rule holds the law: with all of them, everything is on.
export const EVERYWHERE = `AT AU BE BR CA CA-QC CH CN DE ES FR GB IL IN IT JP KR NL NZ SG TR US US-CA US-FL US-NY US-OK US-WA VN ZA`.split(' ');

// 500 phrases: what a brand and its lawyers come to in a few years.
export const terms = FIRST.flatMap((one) => SECOND.map((two) => `${one} ${two}`));

/** The e-mails in both forms, with the keystrokes that are typed into them. */
export function mails() {
  return SIZES.map((size) => {
    let best = mail(size, 1);
    for (let blocks = 2, next = best; next.bytes < size.bytes; blocks++) {
      next = mail(size, blocks);
      if (Math.abs(next.bytes - size.bytes) < Math.abs(best.bytes - size.bytes)) best = next;
    }
    return best;
  });
}

/** One template of about so many bytes without its slots, and what fills it: for `liquid/texts.mjs`. */
export function template(bytes) {
  const size = { name: '', bytes, slots: 4, paragraphs: 4 };
  let blocks = 1;
  while (Buffer.byteLength(mail(size, blocks).ours.html) < bytes) blocks++;
  const { html, slots } = mail(size, blocks).ours;
  return { html, known: { group: GROUP, slot: slots } };
}

/** A kit with one template for each e-mail; `kit.json` as `countersign kit build` would write it. Law of `places` holds. */
export function kit(all, places = ['US']) {
  const templates = Object.fromEntries(
    all.map((mail) => [
      mail.id,
      {
        name: both(mail.name),
        version: 1,
        email: { subject: 'News from {{ group.city }}', preheader: 'What is new', html: mail.ours.html },
        slots: Object.keys(mail.ours.slots).map((id) => ({
          id,
          label: both(id),
          kind: 'markdown',
          merge_tags: Object.keys(TAGS),
        })),
      },
    ]),
  );
  const attributes = Object.entries(TAGS).map(([name, { liquid, sample, fallback }]) => [
    name,
    { liquid, label: both(name), default: both(fallback), sample },
  ]);
  return {
    format: 1,
    brand: { name: 'Colombe', website: 'https://www.colombe.example' },
    policy: {
      wording: { names: [{ name: 'Colombe' }], forbidden: terms.map((term) => ({ term, instead: 'good coffee' })) },
      look: { colours: PALETTE.map((value, at) => ({ name: `c${at}`, value })) },
      links: { hosts: ['*.colombe.example'], image_hosts: ['cdn.colombe.example'] },
      data: { attributes: Object.fromEntries(attributes) },
      legal: { everywhere: places },
    },
    groups: { shop: { ...GROUP, templates: all.map((mail) => mail.id) } },
    templates,
    recipients: [{ name: 'Léa', ...sample() }],
  };
}

/** The recipient of the preview, as liquidjs reads it. */
export function context() {
  const { attributes, custom_attributes } = sample();
  return {
    ...attributes,
    custom_attribute: custom_attributes,
    campaign: { name: 'autumn' },
    set_user_to_unsubscribed_url: 'https://www.colombe.example/unsubscribe',
  };
}

/** What the author types, one letter at a time, into the first slot: a forbidden phrase among it. */
export function keystrokes(markdown) {
  const typed = ' Come in for an amazing deal on *slow* mornings.';
  const at = markdown.indexOf('\n\n', markdown.indexOf('\n\n') + 2);
  return Array.from(typed, (_, n) => markdown.slice(0, at) + typed.slice(0, n + 1) + markdown.slice(at));
}

function sample() {
  return {
    attributes: { first_name: 'Léa', city: 'Lyon', language: 'en' },
    custom_attributes: { points: '1240', shop: 'Pentes', tier: 'gold' },
  };
}

/** Liquid as liquidjs reads it: Braze's `${name}` is a plain name there. */
const plain = (liquid) => liquid.replace(/\$\{(\w+)\}/g, '$1');

function mail(size, blocks) {
  const random = numbers(size.bytes);
  const slots = {};
  for (let n = 0; n < size.slots; n++) slots[`s${n}`] = markdown(random, size.paragraphs);
  const html = page(random, blocks, size.slots);
  const braze = (name) => `{{ ${TAGS[name].liquid} | default: '${TAGS[name].fallback}' }}`;
  const tags = (text, write) => text.replace(/\[\[(\w+)\]\]/g, (_, name) => write(name));
  const theirs = {
    html: plain(tags(html, braze))
      .replace(/\{\{ slot\.(\w+) \}\}/g, '<!--slot:$1-->')
      .replace(/\{\{ group\.(\w+) \}\}/g, (_, name) => GROUP[name]),
    slots: Object.fromEntries(Object.entries(slots).map(([id, text]) => [id, plain(tags(text, braze))])),
  };
  const ours = {
    html: tags(html, braze),
    slots: Object.fromEntries(Object.entries(slots).map(([id, text]) => [id, tags(text, (name) => `{{ ${name} }}`)])),
  };
  const bytes = new TextEncoder().encode(theirs.html + Object.values(theirs.slots).join('')).length;
  return { id: `mail-${size.name.replace(' kB', '')}`, name: size.name, bytes, ours, theirs };
}

function page(random, blocks, slots) {
  const words = (n) => Array.from({ length: n }, () => pick(random, WORDS)).join(' ');
  const sentence = () => `${capital(words(8 + Math.floor(random() * 9)))}.`;
  const image = (n, width) =>
    `<img src="https://cdn.colombe.example/${pick(random, WORDS)}-${n}.jpg" width="${width}" height="${150 + (n % 9)}" ` +
    `alt="${capital(words(4))}" style="display:block;border:0;outline:none;text-decoration:none;width:100%;max-width:${width}px">`;
  const text = `margin:0 0 16px;${FONT};font-size:16px;line-height:24px;color:${PALETTE[1]}`;
  const rows = [];
  let placed = 0;
  for (let n = 0; n < blocks; n++) {
    const shade = n % 2 ? PALETTE[2] : PALETTE[3];
    rows.push(
      `<tr><td style="padding:${12 + (n % 8)}px 24px;background-color:${shade}" bgcolor="${shade}">\n` +
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse"><tr>\n` +
        `<td width="50%" valign="top" style="padding:8px 12px 8px 0">${image(n, 264)}</td>\n` +
        `<td width="50%" valign="top" style="padding:8px 0 8px 12px">` +
        `<h2 style="margin:0 0 8px;${FONT};font-size:20px;line-height:26px;color:${PALETTE[0]}">${capital(words(4))}</h2>` +
        `<p style="${text}">${sentence()} [[${pick(random, Object.keys(TAGS))}]] ${sentence()}</p>` +
        `<a href="https://www.colombe.example/${pick(random, WORDS)}/${n}?utm_source=braze&amp;utm_campaign={{campaign.\${name}}}" ` +
        `style="display:inline-block;padding:12px 24px;background-color:${PALETTE[0]};color:#ffffff;${FONT};font-weight:bold;` +
        `text-decoration:none;border-radius:4px">${capital(words(2))}</a></td>\n</tr></table>\n</td></tr>\n`,
    );
    if (placed < slots && placed * blocks <= n * slots) {
      rows.push(`<tr><td style="padding:16px 24px;${FONT};font-size:16px;line-height:24px;color:${PALETTE[1]}">{{ slot.s${placed++} }}</td></tr>\n`);
    }
    if (n % 5 === 2) {
      rows.push(
        `{% if custom_attribute.\${tier} == 'gold' %}<tr><td style="padding:0 24px"><p style="${text}">${sentence()}</p></td></tr>` +
          `{% else %}<tr><td style="padding:0 24px"><p style="${text}">${sentence()}</p></td></tr>{% endif %}\n`,
      );
    }
  }
  while (placed < slots) rows.push(`<tr><td style="padding:16px 24px;${FONT};color:${PALETTE[1]}">{{ slot.s${placed++} }}</td></tr>\n`);
  return (
    `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${capital(words(4))}</title>\n` +
    `<style>\n@media (max-width:600px){.wrap{width:100%!important}}\n</style>\n</head>\n` +
    `<body style="margin:0;padding:0;background-color:${PALETTE[2]}">\n` +
    `<div style="display:none;max-height:0;overflow:hidden">${sentence()}</div>\n` +
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">\n` +
    `<table role="presentation" class="wrap" width="600" cellpadding="0" cellspacing="0" style="width:600px;background-color:#ffffff">\n` +
    `<tr><td style="padding:24px"><h1 style="margin:0;${FONT};font-size:32px;line-height:38px;color:${PALETTE[0]}">${capital(words(3))}</h1></td></tr>\n` +
    rows.join('') +
    `<tr><td style="padding:24px;${FONT};font-size:13px;line-height:18px;color:${PALETTE[6]}">{{ group.legal_entity }}, an independent ` +
    `business. {{ group.address }}, {{ group.phone }}. <a href="{{\${set_user_to_unsubscribed_url}}}" style="color:${PALETTE[0]}">` +
    `Unsubscribe</a> or read our <a href="https://www.colombe.example/privacy" style="color:${PALETTE[0]}">privacy notice</a></td></tr>\n` +
    `</table>\n</td></tr></table>\n</body>\n</html>\n`
  );
}

function markdown(random, paragraphs) {
  const words = (n) => Array.from({ length: n }, () => pick(random, WORDS)).join(' ');
  const sentence = () => `${capital(words(8 + Math.floor(random() * 9)))}.`;
  const parts = [`## ${capital(words(4))}`];
  for (let n = 0; n < paragraphs; n++) {
    const tag = n % 2 ? ` Dear [[${pick(random, Object.keys(TAGS))}]],` : '';
    parts.push(
      `${sentence()}${tag} **${words(3)}** ${sentence()} [${words(3)}](https://www.colombe.example/${pick(random, WORDS)}/${n}) *${words(2)}*.`,
    );
    if (n % 3 === 1) parts.push(`- ${sentence()}\n- ${words(4)} & ${words(2)}\n- ${sentence()}`);
  }
  return `${parts.join('\n\n')}\n\n`;
}

/** The same numbers on every machine. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** What a kit says in both languages. */
const both = (text) => ({ en: text, fr: text });
const pick = (random, list) => list[Math.floor(random() * list.length)];
const capital = (text) => text[0].toUpperCase() + text.slice(1);
