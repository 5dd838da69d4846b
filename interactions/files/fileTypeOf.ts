import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { AppError } from '../../contracts/errors.ts';
import { isFileType } from '../../contracts/fileTypes.ts';

const headBytes = 8_192;

/** What runs or is shown by a browser when somebody opens what they saved, whatever is inside. */
const refusedEndings = new Set(
  `exe com bat cmd ps1 psm1 vbs vbe js jse mjs cjs ws wsf wsh hta scr pif msi msp mst cpl jar lnk reg sh bash zsh app dmg pkg apk
  deb rpm dll sys inf url desktop html htm xhtml shtml mht mhtml svg svgz xml xsl docm dotm xlsm xltm xlam pptm ppam`.split(
    /\s+/,
  ),
);
/** Old Office files are all of one container; which one it is only the name tells. */
const containers: Readonly<Record<string, string>> = {
  '.doc': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.msg': 'application/vnd.ms-outlook',
};
/** What markup begins with, once the comments before it are passed over. */
const markup =
  /^<(?:!doctype|\?xml|html|head|body|title|script|style|svg|math|iframe|frameset|object|embed|img|form|meta|link|base|table|div|a)\b/i;

/**
 * The content type of a file by what is in it (domain F: "checked by content").
 * @throws AppError `unsupported_type` for what may not be uploaded, with the reason.
 */
export async function fileTypeOf(path: string, name: string): Promise<string> {
  const ending = extname(name).toLowerCase();
  if (refusedEndings.has(ending.slice(1)))
    throw new AppError(
      'unsupported_type',
      `files that end in ${ending} are not taken: they could run something`,
    );
  const detected = (await fileTypeFromFile(path))?.mime;
  const type =
    detected === undefined
      ? await textType(path, ending)
      : detected === 'application/x-cfb'
        ? containers[ending]
        : detected;
  if (type !== undefined && isFileType(type)) return type;
  throw new AppError(
    'unsupported_type',
    `this kind of file${type === undefined ? '' : ` (${type})`} is not taken`,
  );
}

/** Text has no type of its own: it is what has no control characters and is no page, picture or script. */
async function textType(path: string, ending: string): Promise<string | undefined> {
  const head = await headOf(path);
  if (head.length === 0) throw new AppError('unsupported_type', 'the file is empty');
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return undefined;
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (markup.test(withoutComments(text)))
    throw new AppError('unsupported_type', 'HTML, SVG and XML files are not taken');
  if (text.startsWith('#!')) throw new AppError('unsupported_type', 'scripts are not taken');
  return ending === '.csv' ? 'text/csv' : 'text/plain';
}

/** Without the comments it begins with. Not a pattern: comments in a row would let it try every way to group them. */
function withoutComments(text: string): string {
  let rest = text.trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4);
    if (end === -1) return '';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
