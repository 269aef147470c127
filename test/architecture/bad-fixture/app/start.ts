export const started = "yes";
