/** What this kernel has beside what Node has. */

/** Asks the person in front of the notebook, and waits for the answer. */
declare function input(prompt?: string): Promise<string>;
