export const rule = "not-frozen";

export default "pbkdf2";
