import { protocolVersion, type Content } from "./wire.js";
import { ts, tslabVersion } from "./tslab.js";

/** Answers a `kernel_info_request`. */
export function describeKernel(): Content {
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "tslab",
    implementation_version: tslabVersion,
    language_info: {
      name: "typescript",
      version: ts.version,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // JupyterLab takes the mode, the classic notebook the name with its flag.
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      nbconvert_exporter: "script",
    },
    banner: `TypeScript ${ts.version} (tslab ${tslabVersion}) on Node ${process.version}`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/docs/latest-v24.x/api/" },
    ],
    debugger: false,
  };
}
