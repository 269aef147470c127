// Breaks: the protocol layer imports a service.
import { queueName } from "../sqs/queue.ts";

export const target: string = queueName;
