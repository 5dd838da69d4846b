export default async function stopStore() {
  await globalThis.testStoreServer?.stop();
}
