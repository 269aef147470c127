declare const LAMBDALOOP_VERSION: string | undefined;

/** Of the package; put in by the build, absent when the sources run as they are. */
export const version = typeof LAMBDALOOP_VERSION === "undefined" ? "0.0.0-source" : LAMBDALOOP_VERSION;
