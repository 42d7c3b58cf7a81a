/**
 * `await input("name? ")`: asks the person in front of the notebook.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-stdin-router-dealer-channel
 */
import type { CellContext } from "./cell-context.js";
import { words } from "./excerpt.js";
import type { Message } from "./wire.js";

/** Sends an `input_request` to the client that runs a cell. */
export type AskClient = (
  content: { readonly prompt: string; readonly password: boolean },
  request: Message,
) => void;

/** The questions that wait for an answer. */
export class InputPrompt {
  readonly #ask: AskClient;
  #answer: ((value: string) => void) | undefined;

  constructor(ask: AskClient) {
    this.#ask = ask;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws where the client said that it cannot ask anybody, as a notebook that is run by a program
   */
  ask(cell: CellContext | undefined, prompt: string): Promise<string> {
    if (cell?.request.content["allow_stdin"] !== true) return Promise.reject(new Error(words().noInput));
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#answer = resolve;
    this.#ask({ prompt, password: false }, cell.request);
    return promise;
  }

  /** Takes an `input_reply`. */
  receive(message: Message): void {
    const { value } = message.content;
    if (message.header.msg_type === "input_reply") this.#answer?.(typeof value === "string" ? value : "");
  }
}
