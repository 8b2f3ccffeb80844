// Runs in the page: opens every stack with every e-mail, types, and takes the time of each keystroke.

import { ours } from './ours.mjs';
import { stacks } from './stacks.mjs';

/**
 * `{ [stack]: { [mail]: milliseconds[] } }`. Stacks take turns after every few keystrokes, so that what else the machine does
 * falls on all of them alike; the first rounds warm the compilers up and are thrown away.
 */
globalThis.measure = async ({ mails, kit, terms, context, module, rounds, warm, only, whole }) => {
  const theirs = stacks(terms, context, whole ? 'check' : null);
  const mine = module ? await ours(module, kit, whole) : {};
  const lanes = [];
  for (const [stack, open] of [...Object.entries(mine), ...Object.entries(theirs)]) {
    if (only && !stack.includes(only)) continue;
    for (const mail of mails) {
      const side = stack in mine ? mail.ours : mail.theirs;
      lanes.push({ stack, mail: mail.name, side, stroke: open({ id: mail.id, ...side }), times: [], next: 0 });
    }
  }
  for (let round = 0; round < warm + rounds; round++) {
    for (const lane of lanes) {
      const { keystrokes } = lane.side;
      for (let n = 0; n < STROKES; n++) {
        const text = keystrokes[lane.next++ % keystrokes.length];
        const before = performance.now();
        lane.answer = lane.stroke(text);
        const time = performance.now() - before;
        if (round >= warm) lane.times.push(time);
      }
    }
    // The page gets its turn: garbage and paint are not the next stack's.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const result = {};
  for (const { stack, mail, times, answer } of lanes) {
    const sample = { findings: answer.findings?.length ?? 0, preview: JSON.stringify(answer.preview ?? answer).length };
    (result[stack] ??= {})[mail] = { times, sample };
  }
  return result;
};

const STROKES = 4;
