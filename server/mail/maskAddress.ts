/** An address that its owner knows again and nobody else can write to: `robin.vale@example.com` is `r•••@example.com`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at > 1 ? 1 : 0)}•••${address.slice(at)}`;
}
