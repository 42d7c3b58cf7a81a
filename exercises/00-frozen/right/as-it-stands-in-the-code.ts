export default "async function fingerprint()";
