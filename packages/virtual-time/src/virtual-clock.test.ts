import { describe, expect, test } from "vitest";
import { VirtualClock } from "./virtual-clock.js";

/** A clock, and a function that makes callbacks that write down when they ran. */
function start() {
  const clock = new VirtualClock();
  const ran: string[] = [];
  const note = (name: string) => () => ran.push(`${name} ${clock.nowMs}`);
  const fire = (times: number) => {
    for (let count = 0; count < times; count += 1) clock.fireNext();
    return ran;
  };
  return { clock, note, fire, ran };
}

test("timers run in the order of their times, and of their start where those are the same", () => {
  const { clock, note, fire } = start();
  clock.start(note("c"), 20);
  clock.start(note("a"), 10);
  clock.start(note("b"), 10);
  expect(clock.nextMs).toBe(10);
  expect(fire(4)).toEqual(["a 10", "b 10", "c 20"]);
  expect([clock.nextMs, clock.waiting.length]).toEqual([undefined, 0]);
});

test.each([
  [0, 1],
  [-5, 1],
  [1.9, 1],
  ["20", 20],
  [Number.NaN, 1],
  [undefined, 1],
  [2 ** 31, 1],
  [2 ** 31 - 1, 2 ** 31 - 1],
])("a delay of %s is one of %s ms, as in Node", (delay, ms) => {
  const { clock } = start();
  clock.start(() => undefined, delay);
  expect(clock.nextMs).toBe(ms);
});

test("what is no function is refused as Node does", () => {
  expect(() => start().clock.start("no" as never, 1)).toThrow(
    expect.objectContaining({ name: "TypeError", code: "ERR_INVALID_ARG_TYPE" }),
  );
});

describe("a timer", () => {
  test("is given its arguments, and is `this`", () => {
    const { clock } = start();
    let got: unknown;
    const timer = clock.start(
      function (this: unknown, ...args: unknown[]) {
        got = [this === timer, ...args];
      },
      1,
      { args: [1, "two"] },
    );
    clock.fireNext();
    expect(got).toEqual([true, 1, "two"]);
  });

  test("that repeats goes on until it is cleared, also from its own callback", () => {
    const { clock, ran, fire } = start();
    const timer = clock.start(() => ran.push(String(clock.nowMs)) === 3 && timer.close(), 10, {
      repeats: true,
    });
    expect(fire(5)).toEqual(["10", "20", "30"]);
    expect(timer._destroyed).toBe(true);
  });

  test("starts anew when it is refreshed: waiting, in its callback, and when it has run", () => {
    const { clock, note, fire } = start();
    const timer = clock.start(note("timer"), 10);
    clock.start(note("other"), 5);
    fire(1);
    timer.refresh();
    expect(clock.nextMs).toBe(15);
    fire(1);
    expect(timer._destroyed).toBe(true);
    timer.refresh();
    expect(fire(1)).toEqual(["other 5", "timer 15", "timer 25"]);
  });

  test("that repeats and refreshes itself runs once each time", () => {
    const { clock, fire, ran } = start();
    const timer = clock.start(() => void (ran.push(String(clock.nowMs)), timer.refresh()), 10, {
      repeats: true,
    });
    expect(fire(2)).toEqual(["10", "20"]);
    expect(clock.waiting).toHaveLength(1);
  });

  test("that was cleared stays so when it is refreshed", () => {
    const { clock } = start();
    clock
      .start(() => undefined, 10)
      .close()
      .refresh();
    expect(clock.waiting).toHaveLength(0);
  });

  test("is stopped by its primitive id", () => {
    const { clock } = start();
    clock.stop(Number(clock.start(() => undefined, 10)));
    clock.stop(String(Number(clock.start(() => undefined, 10))));
    clock.stop(1);
    expect(clock.waiting).toHaveLength(0);
  });

  test("keeps `ref` and `unref`", () => {
    const timer = start().clock.start(() => undefined, 10);
    expect([timer.hasRef(), timer.unref().hasRef(), timer.ref().hasRef()]).toEqual([true, false, true]);
  });
});

test("the time moves past no timer that waits", () => {
  const { clock } = start();
  clock.start(() => undefined, 10);
  clock.moveTo(50);
  expect(clock.nowMs).toBe(10);
});
