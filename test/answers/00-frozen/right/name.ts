export default "fingerprint";
