// The JavaScript stacks: what one keystroke costs when the same stages (Markdown, sanitising, splicing, Liquid for the sample
// recipient, findings, phrases, plain text) are done with libraries, by hand, or by our own design in JavaScript.
//
// Each stack is opened once with an e-mail and then called with the text of the slot being typed into; it gives the findings and
// the preview. What can be made ready beforehand is made ready when it is opened.

import { caniemail } from 'caniemail';
import createDOMPurify from 'dompurify';
import { compile as compileText } from 'html-to-text';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import htmlhint from 'htmlhint';
import { Parser } from 'htmlparser2';
import { Liquid } from 'liquidjs';
import { marked } from 'marked';
import { check } from './check.mjs';
import { parse, render } from './liquid.mjs';
import { Tokens } from './tokens.mjs';

const SLOT = /<!--slot:(s\d+)-->/;
const CLIENTS = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*'];
const HINTS = Object.fromEntries(
  `alt-require attr-no-duplication attr-lowercase doctype-first id-unique src-not-empty tag-pair title-require tagname-lowercase
  spec-char-escape html-lang-require attr-value-double-quotes inline-script-disabled input-requires-label h1-require
  meta-viewport-require tag-no-obsolete`
    .split(/\s+/)
    .map((name) => [name, true]),
);

/**
 * `{ name: open(mail) → keystroke(markdown) → { preview, findings } }`, each for `terms` and the recipient `context`; with
 * `only` = `check` those that a whole check is held against.
 */
export function stacks(terms, context, only) {
  const purify = createDOMPurify(window);
  const hint = htmlhint.HTMLHint ?? htmlhint.default?.HTMLHint ?? htmlhint;
  const validator = new HtmlValidate(
    new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], rules: { 'no-inline-style': 'off' } }),
  );
  const toText = compileText({ wordwrap: 78 });
  const liquid = new Liquid();
  const escaped = [...terms].sort((a, b) => b.length - a.length).map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const phrase = new RegExp(`\\b(?:${escaped.join('|')})\\b`, 'gi');

  const clean = (markdown) => purify.sanitize(marked.parse(markdown));
  const phrases = (html) => Array.from(html.matchAll(phrase), (match) => ({ rule: 'phrase', from: match.index, fact: match[0] }));
  const splice = (parts, slots) => parts.map((part, n) => (n % 2 ? slots[part] : part)).join('');
  const cleanAll = (slots) => Object.fromEntries(Object.entries(slots).map(([id, markdown]) => [id, clean(markdown)]));

  /** Everything again at every keystroke, from libraries: what a web team would put together. */
  const libraries = (validate) => (mail) => (markdown) => {
    const slots = cleanAll({ ...mail.slots, s0: markdown });
    const spliced = mail.html.replace(new RegExp(SLOT, 'g'), (_, id) => slots[id]);
    const preview = liquid.parseAndRenderSync(spliced, context);
    const findings = [
      ...hint.verify(preview, HINTS),
      ...(validate ? validator.validateStringSync(preview).results.flatMap((result) => result.messages) : []),
      ...caniemail({ clients: CLIENTS, html: preview }).issues.errors.keys(),
      ...phrases(preview),
    ];
    return { preview, findings, text: toText(preview) };
  };

  /** One pass by hand for all findings; the edited slot anew, the rest kept: parts and their Liquid are parsed once. */
  const kept = (Reader, ready, fill) => (mail) => {
    const parts = mail.html.split(SLOT);
    const slots = Object.fromEntries(Object.entries(cleanAll(mail.slots)).map(([id, html]) => [id, ready(html)]));
    const fixed = parts.map((part, n) => (n % 2 ? null : ready(part)));
    return (markdown) => {
      slots.s0 = ready(clean(markdown));
      const preview = parts.map((part, n) => fill(n % 2 ? slots[part] : fixed[n], context)).join('');
      const { findings, text } = check(Reader, preview);
      return { preview, findings: findings.concat(phrases(preview)), text };
    };
  };

  /** The same with nothing kept but the parts. */
  const whole = (Reader, ready, fill) => (mail) => {
    const parts = mail.html.split(SLOT);
    return (markdown) => {
      const preview = fill(ready(splice(parts, cleanAll({ ...mail.slots, s0: markdown }))), context);
      const { findings, text } = check(Reader, preview);
      return { preview, findings: findings.concat(phrases(preview)), text };
    };
  };

  /** Only the edited slot is looked at; what the fixed parts and the other slots gave stands: what no stack above dares. */
  const patch = (mail) => {
    const rest = check(Tokens, render(parse(splice(mail.html.split(SLOT), { ...cleanAll(mail.slots), s0: '' })), context));
    return (markdown) => {
      const preview = render(parse(clean(markdown)), context);
      const { findings, text } = check(Tokens, preview);
      return { preview, findings: rest.findings.concat(findings, phrases(preview)), text };
    };
  };

  /** Finished HTML in, findings out: what checks e-mails today. The HTML is made beforehand. */
  const checkers = (check) => (mail) => {
    const finished = new Map();
    const parts = mail.html.split(SLOT);
    for (const markdown of mail.keystrokes) {
      finished.set(markdown, render(parse(splice(parts, cleanAll({ ...mail.slots, s0: markdown }))), context));
    }
    return (markdown) => ({ findings: check(finished.get(markdown)) });
  };
  const validated = (html) => validator.validateStringSync(html).results.flatMap((result) => result.messages);
  const supported = (html) => [...caniemail({ clients: CLIENTS, html }).issues.errors.keys()];

  const theirs = [Parser, (source) => liquid.parse(source), (template, data) => liquid.renderSync(template, data)];
  const own = [Tokens, parse, render];
  if (only === 'check') {
    return {
      'html-validate + caniemail': checkers((html) => [...validated(html), ...supported(html)]),
      'html-validate': checkers(validated),
      caniemail: checkers(supported),
      'Y4 our design in JS, whole': whole(...own),
    };
  }
  return {
    'Y1 libraries': libraries(true),
    'Y1b without html-validate': libraries(false),
    'Y3 by hand, whole': whole(...theirs),
    'Y3 by hand, one slot': kept(...theirs),
    'Y4 our design in JS, whole': whole(...own),
    'Y4 our design in JS, one slot': kept(...own),
    'Y5 the same, only the slot checked': patch,
  };
}
