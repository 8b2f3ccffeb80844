// As much Liquid as the e-mails hold, by hand: outputs with filters, if/else on equality. Parsed once, rendered often.

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

const expression = (text) => {
  const source = text.trim();
  return source[0] === "'" || source[0] === '"' ? { value: source.slice(1, -1) } : { path: source.split('.') };
};

/** A flat list of steps; a condition knows where its other branch begins. */
export function parse(source) {
  const steps = [];
  const open = [];
  let from = 0;
  let at = 0;
  while ((at = source.indexOf('{', at)) >= 0) {
    const c = source.charCodeAt(at + 1);
    if (c !== 123 && c !== 37) {
      at++;
      continue;
    }
    if (at > from) steps.push({ kind: 'text', text: source.slice(from, at) });
    const end = source.indexOf(c === 123 ? '}}' : '%}', at + 2);
    const body = source.slice(at + 2, end).trim();
    if (c === 123) {
      const [value, ...filters] = body.split('|');
      steps.push({ kind: 'output', value: expression(value), filters: filters.map(filter) });
    } else if (body.startsWith('if ')) {
      const [left, right] = body.slice(3).split('==');
      open.push(steps.length);
      steps.push({ kind: 'if', left: expression(left), right: expression(right), other: 0 });
    } else if (body === 'else') {
      steps[open.pop()].other = steps.length + 1;
      open.push(steps.length);
      steps.push({ kind: 'jump', other: 0 });
    } else if (body === 'endif') {
      steps[open.pop()].other = steps.length;
    }
    at = from = end + 2;
  }
  if (from < source.length) steps.push({ kind: 'text', text: source.slice(from) });
  return steps;
}

export function render(steps, context) {
  let out = '';
  for (let n = 0; n < steps.length; n++) {
    const step = steps[n];
    switch (step.kind) {
      case 'text':
        out += step.text;
        break;
      case 'output':
        out += output(step, context);
        break;
      case 'if':
        if (look(step.left, context) !== look(step.right, context)) n = step.other - 1;
        break;
      default:
        n = step.other - 1;
    }
  }
  return out;
}

function filter(source) {
  const colon = source.indexOf(':');
  return colon < 0
    ? { name: source.trim() }
    : { name: source.slice(0, colon).trim(), argument: expression(source.slice(colon + 1)) };
}

function look({ value, path }, context) {
  if (value !== undefined) return value;
  let found = context;
  for (const name of path) found = found?.[name];
  return found;
}

function output({ value, filters }, context) {
  let found = look(value, context);
  for (const { name, argument } of filters) {
    if (name === 'default') found = found == null || found === '' ? look(argument, context) : found;
    else if (name === 'upcase') found = String(found ?? '').toUpperCase();
    else if (name === 'capitalize') found = capitalised(String(found ?? ''));
    else if (name === 'escape') found = String(found ?? '').replace(/[&<>"']/g, (c) => ESCAPES[c]);
  }
  return found ?? '';
}

const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
