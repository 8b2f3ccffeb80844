// What is measured: two e-mails of 60 kB and a loop of 200 items, in the forms that each engine reads.
//
// `mail`   an e-mail as brands send them: text and tables with merge tags, a condition here and there, our own names.
// `dense`  the same size, but a section full of conditions, loops and filters forty times over: the hardest to parse.

import { readFileSync } from 'node:fs';
import { template } from '../mails.mjs';

const SIZE = 60_000;
const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const often = (section) => section.repeat(Math.round(SIZE / Buffer.byteLength(read('section.liquid'))));

/** Plain names for engines that know neither `${name}` nor braces in braces. */
const plain = (liquid) =>
  liquid.replace(/\{\{(custom_attribute\.\$\{\w+\})\}\}/g, '$1').replace(/\$\{(\w+)\}/g, '$1');

/** Filters that the `liquid` crate lacks, by names that it has: what they cost to parse is the same. */
const crate = (liquid) =>
  plain(liquid).replace(/\b(number_with_delimiter|money)\b/g, 'round').replace(/\burl(_param)?_escape\b/g, 'url_encode');

/** The e-mail for minijinja: its Liquid is simple enough to be translated word by word. */
const jinja = (liquid) => plain(liquid).replace(/\| (\w+): ([^|}]+?) ?(?=[|}])/g, '| $1($2) ');

const mail = template(SIZE);
const dense = often(read('section.liquid'));
const loop = read('loop.liquid');

export const texts = {
  mail: { ours: mail.html, plain: plain(mail.html), crate: crate(mail.html), jinja: jinja(mail.html) },
  dense: { ours: dense, plain: plain(dense), crate: crate(dense), jinja: often(read('section.jinja')) },
  loop: { ours: loop, plain: plain(loop), crate: crate(loop), jinja: read('loop.jinja') },
};

/** What the loop walks. */
export const items = read('loop.json');

/** What we know when the e-mail is folded: the office and what its author wrote. */
export const known = JSON.stringify(mail.known);
