// Breaks: time and randomness from the air.
import { randomUUID } from "node:crypto";

export const sentAt = Date.now();
export const delay = Math.random();
export const id = randomUUID();
export const timer = setTimeout(() => sentAt, 5);
export const started = performance.now();
