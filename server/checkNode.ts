/** Evaluated before anything else is loaded: an old Node gets one clear line instead of a stack trace. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`switchboard: Node 20.19 or newer is needed; this is ${process.versions.node}\n`);
  process.exit(1);
}

export {};
