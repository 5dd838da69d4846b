import { Icon, type IconName } from '../../design/Icon.tsx';

/** The picture of an element's kind; its tint says whether it asks, says or works. */
export function KindIcon({ kind }: { kind: string }) {
  const tint = kind.endsWith('_input') ? 'input' : said.has(kind) ? 'response' : 'utility';
  return (
    <span class={`kind-icon kind-${tint}`} aria-hidden="true">
      <Icon name={icons[kind] ?? (tint === 'input' ? 'question' : 'panel')} />
    </span>
  );
}

const said = new Set(['text', 'image', 'video', 'link', 'html', 'card', 'table', 'multi', 'script_response']);

const icons: Readonly<Record<string, IconName>> = {
  text_input: 'pencil',
  choice_input: 'list',
  grouped_choice_input: 'list',
  carousel_input: 'image',
  yes_no_input: 'question',
  date_input: 'calendar',
  file_input: 'upload',
  contact_input: 'bell',
  text: 'chat',
  image: 'image',
  video: 'play',
  link: 'link',
  html: 'code',
  card: 'ticket',
  table: 'list',
  multi: 'chat',
  script_response: 'code',
  decision: 'split',
  loop: 'loop',
  lookup: 'search',
  record_action: 'ticket',
  attach_record: 'link',
  http_action: 'globe',
  set: 'pencil',
  script: 'code',
  block: 'flow',
  switch_topic: 'chevronRight',
  transfer: 'people',
  agent_availability: 'people',
  pause: 'clock',
  deflection: 'flag',
  callback: 'clock',
  survey: 'check',
  topic_picker: 'list',
  end: 'flag',
};
