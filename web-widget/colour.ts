/** Colours by the contrast rules of WCAG 2.2: which text can be read on which ground. */

type Rgb = readonly [number, number, number];

/** Reads `#rgb` or `#rrggbb` and answers `#rrggbb`, or undefined for anything else. */
export function parseColour(text: string | null | undefined): string | undefined {
  const hex = text
    ?.trim()
    .toLowerCase()
    .match(/^#([0-9a-f]{3}|[0-9a-f]{6})$/)?.[1];
  if (hex === undefined) return undefined;
  return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`;
}

/** The contrast ratio of two colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(toRgb(one)), luminance(toRgb(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** White where it reads with 4.5 : 1 on the ground, else black, which then does. */
export function readableOn(ground: string): '#ffffff' | '#000000' {
  return luminance(toRgb(ground)) <= 1.05 / 4.5 - 0.05 ? '#ffffff' : '#000000';
}

/** The colour itself, or the nearest darker (on light ground) or lighter shade of it that reads on the ground. */
export function readableShade(colour: string, ground: string, ratio = 4.5): string {
  const towards: Rgb = luminance(toRgb(ground)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share < 1; share += 0.04) {
    const shade = mix(toRgb(colour), towards, share);
    if (contrast(shade, ground) >= ratio) return shade;
  }
  return mix(towards, towards, 1);
}

function mix(from: Rgb, towards: Rgb, share: number): string {
  const part = (index: 0 | 1 | 2) =>
    Math.round(from[index] + (towards[index] - from[index]) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${part(0)}${part(1)}${part(2)}`;
}

function toRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
