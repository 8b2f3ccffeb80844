// A brand gives one accent colour; contrast must hold in light and in dark whatever it is.

type Rgb = [number, number, number];

/** The accent and what is derived from it, as CSS colours. */
export interface Accent {
  solid: string;
  on: string;
  light: string;
  dark: string;
}

const parse = (hex: string): Rgb | null => {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  return match ? [parseInt(match[1]!, 16), parseInt(match[2]!, 16), parseInt(match[3]!, 16)] : null;
};
const print = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
const mix = (a: Rgb, b: Rgb, share: number): Rgb => a.map((part, i) => part + (b[i]! - part) * share) as Rgb;

/** Relative luminance by WCAG 2. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast by WCAG 2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(parse(a) ?? [0, 0, 0]), luminance(parse(b) ?? [255, 255, 255])];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `colour` moved towards `end` until it reads on every one of `grounds`. */
function readable(colour: Rgb, grounds: string[], end: Rgb): string {
  for (let share = 0; share < 1; share += 0.05) {
    const tried = print(mix(colour, end, share));
    if (grounds.every((ground) => contrast(tried, ground) >= 4.6)) return tried;
  }
  return print(end);
}

const LIGHT_GROUND = '#efedea';
const DARK_GROUND = '#292b30';
/** The tint of `base.css`: this share of the accent on the surface. */
const LIGHT_TINT = 0.09;
const DARK_TINT = 0.26;
const tint = (surface: Rgb, colour: Rgb, share: number): string => print(mix(surface, colour, share));

/** What follows from an accent; `null` where it is not `#rrggbb`. */
export function accent(hex: string | null | undefined): Accent | null {
  const rgb = hex ? parse(hex) : null;
  if (!rgb) return null;
  const solid = print(rgb);
  return {
    solid,
    on: contrast(solid, '#ffffff') >= 4.5 ? '#ffffff' : contrast(solid, '#14161a') >= 4.5 ? '#14161a' : '#ffffff',
    light: readable(rgb, [LIGHT_GROUND, tint([255, 255, 255], rgb, LIGHT_TINT)], [0, 0, 0]),
    dark: readable(rgb, [DARK_GROUND, tint([0x21, 0x23, 0x27], rgb, DARK_TINT)], [255, 255, 255]),
  };
}
