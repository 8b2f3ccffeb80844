// What attackers write, as it comes out of `countersign slot`, asked of a real browser: nothing runs, nothing is
// fetched, nothing stands there that is not on the list; also after the page was printed and parsed again. Honest
// texts stay as they were. (`tests/native/hostile.rs` asks the same of our own parser.)

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.COUNTERSIGN ?? join(root, 'target/debug/countersign');
const shared = join(root, '../shared/security');

/** Where slots stand in mails. */
const skeletons = {
  block: (slot) => `<!doctype html><html><head><title>x</title></head><body><div id="slot">${slot}</div></body></html>`,
  cell: (slot) =>
    `<!doctype html><html><head><style>td { color: #222 }</style></head><body bgcolor="#eeeeee"><table width="600"><tbody>` +
    `<tr><td id="slot" style="font-size:16px">${slot}</td></tr></tbody></table><!--[if mso]><p>x</p><![endif]--></body></html>`,
};

/** Own attacks, beside the collections. */
const own = [
  '{<script></script>% connected_content https://evil.example %}',
  '&#123;% abort_message() %&#125;',
  '[x](java\tscript:__pwn())',
  '[x](&#106;avascript:__pwn())',
  '[x](https://a.example" onmouseover="__pwn())',
  '![" onerror=__pwn() x="](https://a.example/x.png)',
  '# h {onclick=__pwn()}',
  '[[javascript:__pwn()]]',
  '<svg onload=__pwn()>',
  '| <img src=x onerror=__pwn()> |\n|-|\n| [x](javascript:__pwn()) |',
];

/** What the browser must refuse, or this test proves nothing. */
const controls = {
  'a script': '<script>__pwn()</script>',
  'a handler': '<img src="x" onerror="__pwn()">',
  'a handler that nothing sets off': '<p onclick="__pwn()">x</p>',
  'a script address': '<a href="javascript:__pwn()">x</a>',
  'a data address': '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">',
  'a foreign element': '<svg><path d="M0 0"></path></svg>',
  'a style': '<p style="position:fixed">x</p>',
  'a frame': '<iframe src="about:blank"></iframe>',
  'an id': '<p id="slot2">x</p>',
  'Liquid': '<p>{{ x }}</p>',
  'what changes when parsed again': '<pre>\n\nx</pre>',
  'what breaks out': '</td></tr></table></div><p>x</p>',
};

/** Runs in the page: everything that should not be in the slot. */
function judge() {
  const allowed = {
    a: ['href', 'title'], img: ['src', 'alt', 'title'], ol: ['start'],
    ...Object.fromEntries(
      'blockquote br code del em h1 h2 h3 h4 h5 h6 hr li p pre strong table tbody td th thead tr ul'.split(' ').map((name) => [name, []]),
    ),
  };
  const found = [];
  const look = (holder, when) => {
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) continue;
      if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI !== 'http://www.w3.org/1999/xhtml') {
        found.push(`${when}: ${node.nodeName}`);
        continue;
      }
      const attributes = allowed[node.localName];
      if (!attributes) found.push(`${when}: <${node.localName}>`);
      for (const { name, value } of node.attributes) {
        if (!attributes?.includes(name)) found.push(`${when}: ${node.localName} ${name}=${value}`);
      }
      for (const name of ['href', 'src']) {
        if (!node.hasAttribute(name)) continue;
        const scheme = new URL(node[name], 'none:x').protocol;
        if (!['https:', 'http:', 'mailto:', 'tel:'].includes(scheme)) found.push(`${when}: ${scheme}`);
      }
    }
  };
  const slot = document.getElementById('slot');
  if (!slot || slot.parentNode === null) return ['the slot is gone'];
  look(slot, 'at first');
  const printed = slot.innerHTML;
  const again = document.createElement(slot.localName);
  (slot.localName === 'td' ? document.createElement('tr') : document.createElement('div')).append(again);
  again.innerHTML = printed;
  look(again, 'parsed again');
  if (again.innerHTML !== printed) found.push('it changes when parsed again');
  const after = slot.localName === 'td' ? slot.parentNode.parentNode.parentNode.nextSibling : slot.nextSibling;
  if (after && after.nodeType !== Node.COMMENT_NODE) found.push(`it breaks out: ${after.nodeName}`);
  for (const element of slot.querySelectorAll('*')) element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  for (const element of slot.querySelectorAll('p, h1, h2, li, td, code')) element.click();
  if (window.ran.length) found.push(`it runs: ${window.ran}`);
  return found;
}

let chrome;
let page;
const fetched = [];

before(async () => {
  chrome = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  page = await chrome.newPage();
  await page.addInitScript(() => {
    window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'open', '__pwn']) window[name] = () => window.ran.push(name);
  });
  // Nothing leaves the machine; what would be fetched is written down.
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith('http://slot.example/')) {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: page.holding });
    }
    fetched.push(url);
    return route.abort();
  });
  page.on('dialog', (dialog) => dialog.dismiss());
});

after(() => chrome?.close());

/** What is wrong with this HTML in a slot. */
async function violations(html) {
  const found = [];
  for (const [name, skeleton] of Object.entries(skeletons)) {
    fetched.length = 0;
    page.holding = skeleton(html);
    await page.goto('http://slot.example/', { waitUntil: 'load' });
    found.push(...(await page.evaluate(judge)).map((what) => `${name}: ${what}`));
    for (const url of fetched) {
      if (!/^https?:/.test(url)) found.push(`${name}: fetches ${url}`);
    }
  }
  if (/[{}]/.test(html)) found.push('a brace');
  return found;
}

/** Author texts through the real pipeline. */
function slots(cases) {
  const lines = cases.map(({ id, markdown }) => JSON.stringify({ id, markdown })).join('\n');
  const ran = spawnSync(program, ['slot', '--jsonl'], { input: lines, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(ran.status, 0, ran.stderr);
  const answers = ran.stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(answers.map(({ id }) => id), cases.map(({ id }) => id), 'one answer to each line');
  return answers;
}

const collection = (name) => JSON.parse(readFileSync(join(shared, name), 'utf8')).cases;
const here = existsSync(shared) ? false : 'skipped: ../shared is not here';

test('the judge can see', async () => {
  for (const [what, html] of Object.entries(controls)) {
    assert.notDeepEqual(await violations(html), [], `${what} went unseen`);
  }
  assert.deepEqual(await violations('<p>a <a href="https://a.example/">b</a></p>'), []);
});

test('own attacks come to nothing', async () => {
  for (const { id, html } of slots(own.map((markdown) => ({ id: markdown, markdown })))) {
    assert.deepEqual(await violations(html), [], `${id} became ${html}`);
  }
});

for (const name of ['dompurify.json', 'bleach.json']) {
  test(`${name}: no violation`, { skip: here }, async (t) => {
    const cases = collection(name).map(({ id, payload }) => ({ id, markdown: payload }));
    for (const { id, html } of slots(cases)) {
      assert.deepEqual(await violations(html), [], `${id} became ${html}`);
    }
    t.diagnostic(`${cases.length} cases, two skeletons each`);
  });
}

test('benign.json: honest texts stay', { skip: here }, async (t) => {
  const cases = collection('benign.json');
  const answers = slots(cases.map(({ id, input }) => ({ id, markdown: input })));
  for (const [index, { id, html }] of answers.entries()) {
    assert.deepEqual(await violations(html), [], id);
    const missing = await page.evaluate(({ text = [], sel = [], attr = [] }) => {
      const slot = document.getElementById('slot');
      const words = slot.textContent.replace(/[\t\n\r ]+/g, ' ');
      return [
        ...text.filter((wanted) => !words.includes(wanted)),
        ...sel.filter((selector) => !slot.querySelector(selector)),
        ...attr.filter(([selector, name, value]) => slot.querySelector(selector)?.getAttribute(name) !== value),
      ];
    }, cases[index].must_have);
    assert.deepEqual(missing, [], `${id} became ${html}`);
  }
  t.diagnostic(`${cases.length} texts`);
});
