/** The kernel is a program of its own; what others need to know of it is where it starts. */
export const kernelMain = new URL("./main.js", import.meta.url);
