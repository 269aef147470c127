/** Public types of `lambdaloop/vitest/plugin`. */

/**
 * For `plugins` of `vitest.config.ts`: extends `expect` in every test file, and lets handlers that a config names by their path be imported
 * through vitest, so that mocks and coverage see them.
 */
export declare function lambdaloop(): { name: string; config(): object };
