// Breaks: events import the composition root.
import { started } from "../app/start.ts";

export const route: string = started;
