/** What this kernel has beside what Node has. */

/** Asks the person in front of the notebook, and waits for the answer. */
declare function input(prompt?: string): Promise<string>;

/** A dialog of browsers: use `await input("name? ")`. */
declare function prompt(message?: string, preset?: string): string | null;

/** A dialog of browsers: use `await input("sure? ")`. */
declare function confirm(message?: string): boolean;

/** A dialog of browsers: use `console.log()`. */
declare function alert(message?: unknown): void;
