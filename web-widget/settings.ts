/** What the embedding page has said about the widget, read once by the loader. */
export interface WidgetSettings {
  /** Where Switchboard runs: the origin that the script came from. */
  origin: string;
  title: string | undefined;
  /** A language tag; decides the texts and is told to the server. */
  locale: string;
  /** `#rrggbb`. */
  colour: string;
  position: 'left' | 'right';
  /** A token signed by the host page's server that says who the requester is. */
  identity: string | undefined;
  context: Context;
}

export type Context = Record<string, string | number | boolean | null>;
