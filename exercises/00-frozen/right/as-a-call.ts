export default "fingerprint()";
