/** What `lambdaloop/vitest/plugin` exports, for `vitest.config.ts`; it imports nothing of vitest's, which a config must not. */

interface Plugin {
  readonly name: string;
  config(): object;
}

/**
 * Extends `expect` in every test file, and lets config files' handlers be imported through vitest: mocks and coverage see them.
 *
 * @example
 * export default defineConfig({ plugins: [lambdaloop()] });
 */
export function lambdaloop(): Plugin {
  return {
    name: "lambdaloop",
    config: () => ({
      test: { setupFiles: ["lambdaloop/vitest"], server: { deps: { inline: [/lambdaloop\/dist\/vitest/] } } },
    }),
  };
}
