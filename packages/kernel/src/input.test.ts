import { expect, test } from "vitest";
import type { CellContext } from "./cell-context.js";
import { InputPrompt } from "./input.js";
import type { Message } from "./wire.js";

function message(type: string, content: Record<string, unknown>): Message {
  const header = { msg_id: "1", msg_type: type, session: "", username: "", date: "", version: "" };
  return { identities: [], header, headerText: "{}", content };
}

const cellThat = (content: Record<string, unknown>): CellContext => ({
  request: message("execute_request", content),
  executionCount: 1,
  silent: false,
});

const answer = (value: unknown) => message("input_reply", { value });

test("several questions of a cell are asked one after another", async () => {
  const asked: string[] = [];
  const input = new InputPrompt(({ prompt }) => asked.push(prompt));
  const cell = cellThat({ allow_stdin: true });
  const answers = Promise.all([input.ask(cell, "first?"), input.ask(cell, "second?")]);
  expect(asked).toEqual(["first?"]);
  input.receive(answer("one"));
  expect(asked).toEqual(["first?", "second?"]);
  input.receive(answer("two"));
  expect(await answers).toEqual(["one", "two"]);
});

test("a question that was never answered, of a cell that was stopped, does not stand before the next", async () => {
  const asked: string[] = [];
  const input = new InputPrompt(({ prompt }) => asked.push(prompt));
  void input.ask(cellThat({ allow_stdin: true }), "stopped?");
  const answered = input.ask(cellThat({ allow_stdin: true }), "next?");
  expect(asked).toEqual(["stopped?", "next?"]);
  input.receive(answer("yes"));
  expect(await answered).toBe("yes");
});

test.each([{ allow_stdin: false }, {}])("where nobody can be asked it says so: %j", async (content) => {
  const input = new InputPrompt(() => undefined);
  await expect(input.ask(cellThat(content), "anybody?")).rejects.toThrow("run by a program");
});
