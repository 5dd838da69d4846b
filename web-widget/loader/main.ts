import { readSettings } from './readSettings.ts';
import { startWidget } from './startWidget.ts';

// `currentScript` is set while a classic script runs, an async one too. A page that has the snippet twice gets one bubble.
const script = document.currentScript;
if (script instanceof HTMLScriptElement && window.Switchboard === undefined) {
  window.Switchboard = startWidget(readSettings(script));
}
