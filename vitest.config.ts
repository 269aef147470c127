import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // By default one core is left for what the tests start; of two cores that is half of the machine.
    maxWorkers: "100%",
  },
});
