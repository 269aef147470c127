import { expect, test } from "vitest";
import { ConcurrencyLimits } from "../../../handlers/concurrency.ts";
import { definitionOf } from "./project.ts";

const free = definitionOf({ functionName: "free" });
const other = definitionOf({ functionName: "other" });
const reserved = definitionOf({ functionName: "reserved", reservedConcurrentExecutions: 2 });

function limitsOf(accountConcurrency: number, ...definitions: (typeof free)[]): ConcurrencyLimits {
  const limits = new ConcurrencyLimits(accountConcurrency);
  limits.configure(definitions);
  return limits;
}

test("functions without a reservation share what the account has left", () => {
  const limits = limitsOf(4, free, other, reserved);
  expect(limits.tryAcquire("free")).toBeUndefined();
  expect(limits.tryAcquire("other")).toBeUndefined();
  expect(limits.tryAcquire("free")).toBe("ConcurrentInvocationLimitExceeded");
  limits.release("other");
  expect(limits.tryAcquire("free")).toBeUndefined();
});

test("a reservation is kept free for its function and is its limit", () => {
  const limits = limitsOf(3, free, reserved);
  expect(limits.tryAcquire("free")).toBeUndefined();
  expect(limits.tryAcquire("free")).toBe("ConcurrentInvocationLimitExceeded");
  expect(limits.tryAcquire("reserved")).toBeUndefined();
  expect(limits.tryAcquire("reserved")).toBeUndefined();
  expect(limits.tryAcquire("reserved")).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
});

test("a reservation of 0 throttles every invocation", () => {
  const off = definitionOf({ functionName: "off", reservedConcurrentExecutions: 0 });
  expect(limitsOf(1, off).tryAcquire("off")).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
});

test("what runs while a reservation is added or taken away stays counted", () => {
  const limits = limitsOf(3, free, other);
  limits.tryAcquire("free");
  limits.configure([{ ...free, reservedConcurrentExecutions: 1 }, other]);
  expect(limits.tryAcquire("free")).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
  limits.configure([free, other]);
  expect(limits.tryAcquire("free")).toBeUndefined();
  expect(limits.tryAcquire("free")).toBeUndefined();
  expect(limits.tryAcquire("other")).toBe("ConcurrentInvocationLimitExceeded");
});

test.each([
  [2, [free, reserved]],
  [1, [reserved]],
])("reservations that leave an account of %i without room are refused", (accountConcurrency, definitions) => {
  expect(() => limitsOf(accountConcurrency, ...definitions)).toThrow(
    expect.objectContaining({ code: "RESERVED_CONCURRENCY_TOO_HIGH" }),
  );
});
