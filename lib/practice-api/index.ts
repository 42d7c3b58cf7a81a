/** The web API that the course practises on: its client. */
export { practiceApi, type LimitedOptions, type PracticeApi, type UrlOptions } from "./client.js";
export { countriesLicence, type Country, type Currency } from "./country.js";
export type { Observed, ObservedAttempt, ObservedUrl } from "./observed.js";
export { PracticeApiError } from "./practice-api-error.js";
