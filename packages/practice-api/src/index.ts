/** The web API that the course practises on: its client. */
export { practiceApi, type PracticeApi, type PracticeApiOptions } from "./client.js";
export { countriesLicence, readCountries, type Country, type CountryPage, type Currency } from "./country.js";
export { takeExclusiveLock } from "./exclusive-lock.js";
export type { HomeworkOptions, HomeworkPage, HomeworkPart, HomeworkRun } from "./homework-run.js";
export { displaySymbol, measureGaps } from "./observed.js";
export { seededRandom, shuffleBy } from "./random.js";
export type { Language } from "./messages.js";
export type { MimeBundle, Observed, ObservedAttempt, ObservedUrl } from "./observed.js";
export { toQuery } from "./url-options.js";
export { PracticeApiError } from "./errors.js";
export type { CountryOptions, FlakyOptions, LimitedOptions, UrlOptions } from "./url-options.js";
