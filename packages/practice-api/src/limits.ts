/** The longest delay, in seconds; go-httpbin's own default. */
export const maxSeconds = 10;
/** The longest ban, in seconds. Nothing is held open for it, so it may outlast the time that somebody reads. */
export const maxBanSeconds = 3600;
/** The largest body, sent or received, in bytes; go-httpbin's own default. */
export const maxBytes = 1024 * 1024;
/** The most lines of `/stream/:n`; httpbin's own. */
export const maxLines = 100;

/** The longest chain of `/redirect/:n`. */
export const maxRedirects = 1000;
/** The methods of a page that answers all of them alike, as httpbin's do; HEAD comes with GET. */
export const allMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** JSON schema of a query's or path's seconds. */
export const secondsSchema = { type: "number", minimum: 0, maximum: maxSeconds } as const;
/** JSON schema of a query's seed. */
export const seedSchema = { type: "integer", minimum: 0, maximum: 2 ** 32 - 1 } as const;
