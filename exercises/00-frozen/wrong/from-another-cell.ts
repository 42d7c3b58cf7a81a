export const rule = "unknown-name";

export default "visit";
