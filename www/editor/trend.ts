// How the size of a group of customers went: a line to look at, and the change that a sentence tells.

/** Units in which the line is drawn. */
export const BOX: [number, number] = [64, 20];
/** Room for the line's width at the edges. */
const EDGE = 2;

/** The line through `sizes`, oldest first; empty where there is nothing to compare. */
export function line(sizes: readonly number[]): string {
  if (sizes.length < 2) return '';
  const [width, height] = [BOX[0] - 2 * EDGE, BOX[1] - 2 * EDGE];
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
  const point = (size: number, index: number) => {
    const x = EDGE + (width * index) / (sizes.length - 1);
    const y = EDGE + height * (high === low ? 0.5 : (high - size) / (high - low));
    return `${round(x)} ${round(y)}`;
  };
  return `M${sizes.map(point).join('L')}`;
}

/** How many more there are at the end than at the beginning; `null` where there is nothing to compare. */
export const change = (sizes: readonly number[]): number | null =>
  sizes.length < 2 ? null : (sizes.at(-1) ?? 0) - (sizes[0] ?? 0);

const round = (value: number): number => Math.round(value * 10) / 10;
