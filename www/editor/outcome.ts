// What became of a send, in figures that a sentence can tell.

import type { Rates, Results } from '../../src/wasm/types';

export interface Outcome {
  channel: string;
  reached: number;
  opened: number | null;
  clicked: number | null;
  usual: Rates;
  /** How its opens compare with what is usual: by a tenth of that and more. */
  looks: 'better' | 'worse' | 'usual';
}

/** How far from the usual is neither better nor worse: chance alone does as much. */
const TENTH = 0.1;

/** One for each channel that reached anybody. */
export function outcomes(results: Results): Outcome[] {
  return Object.entries(results.channels).flatMap(([channel, counts]) => {
    const reached = counts.delivered ?? counts.sent ?? 0;
    if (!reached) return [];
    const rate = (...names: string[]) => {
      const count = names.map((name) => counts[name]).find((count) => count !== undefined);
      return count === undefined ? null : count / reached;
    };
    const opened = rate('unique_opens', 'opens');
    const usual = results.usual[channel] ?? {};
    return [{ channel, reached, opened, clicked: rate('unique_clicks', 'clicks'), usual, looks: looks(opened, usual) }];
  });
}

function looks(opened: number | null, { opened: usual }: Rates): Outcome['looks'] {
  if (opened === null || usual === undefined || Math.abs(opened - usual) < usual * TENTH) return 'usual';
  return opened > usual ? 'better' : 'worse';
}
