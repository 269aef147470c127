// Breaks: handlers meet events only through core's Invoke port.
import { route } from "../events/router.ts";

export const routed: string = route;
