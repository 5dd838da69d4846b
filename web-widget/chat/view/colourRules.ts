import { readableOn, readableShade } from '../../colour.ts';

/** The grounds that stand below text in the accent colour, the same as in `style/base.css`: the darkest of each scheme. */
const light = { window: '#ffffff', bubble: '#f3f5f7' };
const dark = { window: '#171b21', bubble: '#232931' };

/**
 * The accent colour as CSS variables: `--accent` for surfaces, lightened on a dark ground until it stands out,
 * `--on-accent` for text upon it, `--accent-text` for text and lines in the colour itself.
 */
export function colourRules(accent: string): string {
  const rules = (fill: string, ground: string) =>
    `--accent:${fill};--on-accent:${readableOn(fill)};--accent-text:${readableShade(accent, ground)}`;
  return (
    `:host{${rules(accent, light.bubble)}}` +
    `@media(prefers-color-scheme:dark){:host{${rules(readableShade(accent, dark.window, 2), dark.bubble)}}}`
  );
}
