export const rule = "unknown-name";

export default "encrypt and fingerprint";
