export default "pbkdf2Sync";
