// Two of the three, with a comma: no name has parentheses.
export const rule = "unknown-name";

export default "download, fingerprint";
