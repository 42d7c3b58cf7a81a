/**
 * `await input("name? ")`: asks the person in front of the notebook.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-stdin-router-dealer-channel
 */
import type { CellContext } from "./cell-context.js";
import { messages } from "./messages/index.js";
import type { Message } from "./wire.js";

/** Sends an `input_request` to the client that runs a cell. */
export type AskClient = (
  content: { readonly prompt: string; readonly password: boolean },
  request: Message,
) => void;

interface Question {
  readonly prompt: string;
  readonly request: Message;
  readonly resolve: (answer: string) => void;
}

/** The questions that wait for an answer: the first of them is asked, the others when it is answered. */
export class InputPrompt {
  readonly #ask: AskClient;
  #questions: Question[] = [];

  constructor(ask: AskClient) {
    this.#ask = ask;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws where the client said that it cannot ask anybody, as a notebook that is run by a program
   */
  ask(cell: CellContext | undefined, prompt: string): Promise<string> {
    if (cell?.request.content["allow_stdin"] !== true) return Promise.reject(new Error(messages().noInput));
    const { request } = cell;
    const { promise, resolve } = Promise.withResolvers<string>();
    // A client asks for one request at a time: what an earlier one asked for is not answered any more.
    this.#questions = this.#questions.filter((question) => question.request === request);
    this.#questions.push({ prompt, request, resolve });
    if (this.#questions.length === 1) this.#askFirst();
    return promise;
  }

  /** Takes an `input_reply`. */
  receive(message: Message): void {
    if (message.header.msg_type !== "input_reply") return;
    const { value } = message.content;
    this.#questions.shift()?.resolve(typeof value === "string" ? value : "");
    this.#askFirst();
  }

  #askFirst(): void {
    const [first] = this.#questions;
    if (first) this.#ask({ prompt: first.prompt, password: false }, first.request);
  }
}
