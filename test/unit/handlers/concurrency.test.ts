import { expect, test } from "vitest";
import { ConcurrencyLimits } from "../../../handlers/concurrency.ts";

const arnOf = (name: string, scope = "us-east-1:000000000000"): string => `arn:aws:lambda:${scope}:function:${name}`;
const [free, other, reserved] = [arnOf("free"), arnOf("other"), arnOf("reserved")];

function limitsOf(accountConcurrency: number, reservation?: number): ConcurrencyLimits {
  const limits = new ConcurrencyLimits(accountConcurrency);
  limits.reserve(reserved, reservation);
  return limits;
}

test("functions without a reservation share what the account has left", () => {
  const limits = limitsOf(4, 2);
  expect(limits.tryAcquire(free)).toBeUndefined();
  expect(limits.tryAcquire(other)).toBeUndefined();
  expect(limits.tryAcquire(free)).toBe("ConcurrentInvocationLimitExceeded");
  limits.release(other);
  expect(limits.tryAcquire(free)).toBeUndefined();
});

test("each account has its own quota in each region", () => {
  const limits = limitsOf(1);
  expect(limits.tryAcquire(free)).toBeUndefined();
  expect(limits.tryAcquire(other)).toBe("ConcurrentInvocationLimitExceeded");
  expect(limits.tryAcquire(arnOf("free", "eu-west-1:000000000000"))).toBeUndefined();
  expect(limits.tryAcquire(arnOf("free", "us-east-1:123456789012"))).toBeUndefined();
});

test("a reservation is kept free for its function and is its limit", () => {
  const limits = limitsOf(3, 2);
  expect(limits.tryAcquire(free)).toBeUndefined();
  expect(limits.tryAcquire(free)).toBe("ConcurrentInvocationLimitExceeded");
  expect(limits.tryAcquire(reserved)).toBeUndefined();
  expect(limits.tryAcquire(reserved)).toBeUndefined();
  expect(limits.tryAcquire(reserved)).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
});

test("a reservation of 0 throttles every invocation", () => {
  expect(limitsOf(1, 0).tryAcquire(reserved)).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
});

test("what runs while a reservation is added, changed or taken away stays counted", () => {
  const limits = limitsOf(3);
  limits.tryAcquire(free);
  limits.reserve(free, 1);
  expect(limits.tryAcquire(free)).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
  limits.reserve(free, 2);
  expect(limits.tryAcquire(free)).toBeUndefined();
  limits.reserve(free, undefined);
  expect(limits.tryAcquire(free)).toBeUndefined();
  expect(limits.tryAcquire(other)).toBe("ConcurrentInvocationLimitExceeded");
});
