// Imported first by every script: an old Node gets one line instead of a syntax error.
// It is written so that such a Node can still read it.
const { env, versions } = process;
if (Number(versions.node.split(".")[0]) < 20) {
  console.error(
    /^es/.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || "")
      ? "async-lab necesita Node 20 o más nuevo, y este es Node " +
          versions.node +
          ": instalá el actual desde https://nodejs.org y corré el comando otra vez."
      : "async-lab needs Node 20 or newer, and this is Node " +
          versions.node +
          ": install the current one from https://nodejs.org and run the command again.",
  );
  process.exit(1);
}
