// A previewed message as the engine writes it: what is fixed, and the units between their marks.

export interface Pieces {
  /** Everything outside the units, marks included. */
  fixed: string;
  units: Map<number, string>;
}

const MARK = /<!--(\/?)cs:(\d+)-->/g;

/** Takes a message apart; `null` where the marks are not in pairs. */
export function pieces(html: string): Pieces | null {
  const units = new Map<number, string>();
  let fixed = '';
  let open: number | null = null;
  let done = 0;
  for (const { 0: mark, 1: end, 2: number, index } of html.matchAll(MARK)) {
    const unit = Number(number);
    if (end ? open !== unit : open !== null || units.has(unit)) return null;
    if (end) units.set(unit, html.slice(done, index));
    else fixed += html.slice(done, index);
    fixed += mark;
    open = end ? null : unit;
    done = index + mark.length;
  }
  return open === null ? { fixed: fixed + html.slice(done), units } : null;
}

/** The units that are others now; `null` where more than units is another. */
export function changes(before: Pieces | null, now: Pieces | null): [unit: number, html: string][] | null {
  if (!before || !now || before.fixed !== now.fixed) return null;
  return [...now.units].filter(([unit, html]) => before.units.get(unit) !== html);
}
