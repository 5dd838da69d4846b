import type { FileGroup } from './topic.ts';

/**
 * The content types that may be uploaded, by group, with the endings that a file dialog offers for them. What is in none
 * of them is refused: programs, scripts, HTML and SVG among others (domain B4, F).
 */
export const fileTypes: Readonly<Record<FileGroup, Readonly<Record<string, readonly string[]>>>> = {
  image: {
    'image/png': ['png'],
    'image/jpeg': ['jpg', 'jpeg'],
    'image/gif': ['gif'],
    'image/webp': ['webp'],
    'image/avif': ['avif'],
    'image/heic': ['heic'],
    'image/bmp': ['bmp'],
    'image/tiff': ['tif', 'tiff'],
  },
  pdf: { 'application/pdf': ['pdf'] },
  document: {
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
    'application/vnd.oasis.opendocument.text': ['odt'],
    'application/vnd.oasis.opendocument.presentation': ['odp'],
    'application/msword': ['doc'],
    'application/vnd.ms-powerpoint': ['ppt'],
    'application/vnd.ms-outlook': ['msg'],
    'application/rtf': ['rtf'],
  },
  spreadsheet: {
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
    'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
    'application/vnd.ms-excel': ['xls'],
    'text/csv': ['csv'],
  },
  text: { 'text/plain': ['txt', 'log', 'md', 'json', 'yaml', 'ini', 'conf', 'eml'], 'text/csv': ['csv'] },
  archive: {
    'application/zip': ['zip'],
    'application/gzip': ['gz', 'tgz'],
    'application/x-7z-compressed': ['7z'],
    'application/x-tar': ['tar'],
  },
  audio: {
    'audio/mpeg': ['mp3'],
    'audio/ogg': ['ogg'],
    'audio/wav': ['wav'],
    'audio/x-m4a': ['m4a'],
    'audio/flac': ['flac'],
  },
  video: { 'video/mp4': ['mp4'], 'video/webm': ['webm'], 'video/quicktime': ['mov'] },
};

export const megabyte = 1_000_000;

/** Whether a content type belongs to one of the groups; without groups: whether it may be uploaded at all. */
export function isFileType(type: string, groups?: readonly FileGroup[]): boolean {
  const types = groups === undefined ? Object.values(fileTypes) : groups.map((group) => fileTypes[group]);
  return types.some((group) => Object.hasOwn(group, type));
}

/** The types and endings of the groups, as a file dialog takes them. */
export function acceptOf(groups?: readonly FileGroup[]): string[] {
  const types = groups === undefined ? Object.values(fileTypes) : groups.map((group) => fileTypes[group]);
  return [
    ...new Set(
      types.flatMap((group) =>
        Object.entries(group).flatMap(([type, endings]) => [type, ...endings.map((ending) => `.${ending}`)]),
      ),
    ),
  ];
}
