import { lambdaloop } from "lambdaloop/vitest/plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [lambdaloop()],
  test: { include: ["test/**/*.test.ts"], restoreMocks: true },
});
