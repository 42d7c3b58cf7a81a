export default "`fingerprint`";
