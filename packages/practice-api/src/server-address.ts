/** The server is for this machine alone. */
export const host = "127.0.0.1";
