import { EventEmitter } from "node:events";
import type { FastifyReply } from "fastify";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answerLater } from "./replies.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("answers when the seconds are over", () => {
  const answer = vi.fn();
  answerLater({ raw: new EventEmitter() } as unknown as FastifyReply, 2, answer);
  vi.advanceTimersByTime(1999);
  expect(answer).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(answer).toHaveBeenCalledOnce();
});

test("does no work for a client that is gone", () => {
  const answer = vi.fn();
  const raw = new EventEmitter();
  answerLater({ raw } as unknown as FastifyReply, 2, answer);
  raw.emit("close");
  vi.advanceTimersByTime(5000);
  expect(answer).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
