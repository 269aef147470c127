// Breaks: core imports a service.
import { queueName } from "../sqs/queue.ts";

export const name: string = queueName;
