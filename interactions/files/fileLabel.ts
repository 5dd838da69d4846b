const longest = 120;
const longestEnding = 12;

/** A file's name as people may see it: never a path, no characters that hide or turn what is read, and not too long. */
export function fileLabel(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const label = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/["<>|:*?]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (label === '') return 'file';
  if (label.length <= longest) return label;
  const dot = label.lastIndexOf('.');
  const ending = dot > 0 && label.length - dot <= longestEnding ? label.slice(dot) : '';
  // Half a sign can be sent in no header.
  const begin = label.slice(0, longest - ending.length - 1).replace(/\p{Cs}$/u, '');
  return `${begin}…${ending}`;
}
