/** Hands a text to the browser as a file. */
export function saveText(window: Window, name: string, text: string): void {
  saveBlob(window, name, new Blob([text], { type: 'text/plain;charset=utf-8' }));
}

/** Hands what was loaded to the browser as a file. The call that got it carried the token, which a plain link could not. */
export function saveBlob(window: Window, name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = window.document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
