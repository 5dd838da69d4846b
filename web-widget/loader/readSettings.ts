import { parseColour } from '../colour.ts';
import type { Context, WidgetSettings } from '../settings.ts';

const defaultColour = '#0f6b66';

/** Reads the settings from the attributes of the script element that embeds the widget. */
export function readSettings(script: HTMLScriptElement): WidgetSettings {
  const { title, locale, color, position, identity, context } = script.dataset;
  return {
    origin: new URL(script.src, document.baseURI).origin,
    title: title?.trim() || undefined,
    locale: locale || document.documentElement.lang || navigator.language || 'en',
    colour: parseColour(color) ?? defaultColour,
    position: position === 'left' ? 'left' : 'right',
    identity: identity || undefined,
    context: readContext(context),
  };
}

function readContext(json = '{}'): Context {
  try {
    return { ...JSON.parse(json) };
  } catch {
    console.warn('Switchboard: data-context is not JSON');
    return {};
  }
}
