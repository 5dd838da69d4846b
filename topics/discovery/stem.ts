/** Takes off the commonest English endings: connections, connecting, connected → connect. */
export function stemEnglish(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ing') && word.length > 5) return undouble(word.slice(0, -3));
  if (word.endsWith('ed') && word.length > 4) return undouble(word.slice(0, -2));
  if (/(?:ch|sh|x|z)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return dropE(word.slice(0, -1));
  return dropE(word);
}

/** Takes off German endings and the “ge” of participles, as CISTEM does: gedruckt, druckt, drucken → druck. */
export function stemGerman(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word.length > 6 && /^ge.*[tn]$/.test(word) ? word.slice(2) : word;
  while (root.length > 3) {
    if (root.length > 5 && /(?:em|er|nd)$/.test(root)) root = root.slice(0, -2);
    else if (/[tesn]$/.test(root)) root = root.slice(0, -1);
    else break;
  }
  return root;
}

function undouble(root: string): string {
  return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
}

function dropE(root: string): string {
  return root.length > 4 && root.endsWith('e') ? root.slice(0, -1) : root;
}
