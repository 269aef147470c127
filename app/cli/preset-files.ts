import type { IncidentPreset } from "../../events/presets.ts";

/** A project that reproduces an incident, by path. */
export function presetFiles(preset: IncidentPreset): Record<string, string> {
  const { name, story, remedy, function: settings, messages } = preset;
  return {
    "lambdaloop.config.ts": `import { defineConfig } from "lambdaloop";\n\nexport default defineConfig(${JSON.stringify(configOf(preset), undefined, 2)});\n`,
    "src/work.ts": `import { setTimeout as sleep } from "node:timers/promises";
import type { SQSEvent } from "aws-lambda";

/** Slow, and never fails: whatever goes wrong, goes wrong around it. */
export async function handler(event: SQSEvent): Promise<void> {
  await sleep(${settings.durationMs});
  for (const record of event.Records) console.log(\`worked on \${record.body}\`);
}
`,
    "INCIDENT.md": `# ${name}

${story}

    npx lambdaloop dev
    npx lambdaloop send work "a job" --count ${messages}     # in a second terminal
    npx lambdaloop why                                    # when it has run for a while

## What AWS says to do

${remedy}
`,
  };
}

function configOf({ queue, function: settings, mapping }: IncidentPreset): object {
  const { visibilityTimeoutSeconds: visibilityTimeout, maxReceiveCount } = queue;
  const deadLetterQueue = { queue: "work-dlq", maxReceiveCount };
  return {
    queues: {
      work: { visibilityTimeout, ...(maxReceiveCount !== undefined && { deadLetterQueue }) },
      ...(maxReceiveCount !== undefined && { "work-dlq": {} }),
    },
    functions: {
      work: {
        handler: "src/work.handler",
        timeout: settings.timeoutSeconds,
        reservedConcurrentExecutions: settings.reservedConcurrentExecutions,
        eventSourceMappings: [{ queue: "work", ...mapping }],
      },
    },
  };
}
