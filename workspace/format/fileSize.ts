/** Bytes as people read them: `840 B`, `12 kB`, `3.4 MB`. */
export function formatFileSize(bytes: number, locale: string): string {
  const step = sizes.find(({ size }) => bytes >= size) ?? { size: 1, sign: 'B' };
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: step.size >= 1_000_000 ? 1 : 0 });
  return `${number.format(bytes / step.size)} ${step.sign}`;
}

const sizes = [
  { size: 1_000_000_000, sign: 'GB' },
  { size: 1_000_000, sign: 'MB' },
  { size: 1_000, sign: 'kB' },
] as const;
