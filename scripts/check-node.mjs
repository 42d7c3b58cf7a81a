// Imported first by every script: an old Node gets one line instead of a syntax error.
// It is written so that such a Node can still read it.
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(
    "async-lab needs Node 20 or newer, and this is Node " +
      process.versions.node +
      ": install the current one from https://nodejs.org and run the command again.",
  );
  process.exit(1);
}
