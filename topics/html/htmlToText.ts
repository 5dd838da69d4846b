const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
};

/** What sanitised HTML says in plain text: a line a block or row, `•` for list items, a link's address behind its words. */
export function htmlToText(sanitised: string): string {
  return sanitised
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<a href="([^"]*)">(.*?)<\/a>/g, (_all, href: string, words: string) =>
      words === href ? href : `${words} (${href})`,
    )
    .replace(/<img[^>]*? alt="([^"]*)"[^>]*>/g, '$1')
    .replace(/<li>/g, '\n• ')
    .replace(/<\/t[dh]>\s*(?=<t[dh]>)/g, ' | ')
    .replace(/<br \/>|<hr \/>|<\/?(?:p|h[3-6]|tr|blockquote|pre|ul|ol|table)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_all, name: string) => entities[name] ?? '')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
