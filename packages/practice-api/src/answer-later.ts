import type { FastifyReply } from "fastify";

/** Runs `answer` after `seconds`, or never if the client goes away before: nobody would read it. */
export function answerLater(reply: FastifyReply, seconds: number, answer: () => void): void {
  if (seconds === 0) return answer();
  const timer = setTimeout(answer, seconds * 1000);
  reply.raw.once("close", () => clearTimeout(timer));
}
