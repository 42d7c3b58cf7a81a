import { escapeHtml } from "@async-lab/notebook";

export { escapeHtml };

/** As {@link escapeHtml}; what stands between backticks becomes code. */
export function proseToHtml(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
