import {
  CreateCodeSigningConfigCommand,
  CreateFunctionCommand,
  DeleteCodeSigningConfigCommand,
  DeleteFunctionCommand,
  DeleteFunctionCodeSigningConfigCommand,
  GetCodeSigningConfigCommand,
  GetFunctionCodeSigningConfigCommand,
  LambdaClient,
  ListCodeSigningConfigsCommand,
  ListFunctionsByCodeSigningConfigCommand,
  ListTagsCommand,
  PutFunctionCodeSigningConfigCommand,
  TagResourceCommand,
  UpdateCodeSigningConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_ARCHIVE, type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";

let endpoint: LambdaEndpoint;
let client: LambdaClient;

beforeEach(async () => {
  endpoint = await startLambdaEndpoint(Date.UTC(2026, 0, 31));
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  client = new LambdaClient({ endpoint: endpoint.url, region: "us-east-1", credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await endpoint.stop();
});

const PUBLISHERS = {
  SigningProfileVersionArns: ["arn:aws:signer:us-east-1:000000000000:/signing-profiles/some_profile/abcdefghij"],
};
const ABSENT = "arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-00000000000000000";

async function create(): Promise<string> {
  const { CodeSigningConfig } = await client.send(
    new CreateCodeSigningConfigCommand({ Description: "some description", AllowedPublishers: PUBLISHERS }),
  );
  return CodeSigningConfig?.CodeSigningConfigArn ?? "";
}

async function createFunction(CodeSigningConfigArn?: string): Promise<void> {
  await client.send(
    new CreateFunctionCommand({
      CodeSigningConfigArn,
      FunctionName: "some-function",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: "arn:aws:iam::000000000000:role/some-role",
      Code: { ZipFile: EMPTY_ARCHIVE },
    }),
  );
}

describe("a code signing configuration", () => {
  it("is kept with AWS's default policy, changed and listed", async () => {
    const CodeSigningConfigArn = await create();
    expect(CodeSigningConfigArn).toMatch(/:code-signing-config:csc-[a-z0-9]{17}$/);
    const { CodeSigningConfig } = await client.send(new GetCodeSigningConfigCommand({ CodeSigningConfigArn }));
    expect(CodeSigningConfig).toEqual({
      CodeSigningConfigArn,
      CodeSigningConfigId: CodeSigningConfigArn.split(":").at(-1),
      Description: "some description",
      AllowedPublishers: PUBLISHERS,
      CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Warn" },
      LastModified: "2026-01-31T00:00:00.000+0000",
    });
    endpoint.clock.advance(1000);
    const CodeSigningPolicies = { UntrustedArtifactOnDeployment: "Enforce" } as const;
    const changed = { ...CodeSigningConfig, CodeSigningPolicies, LastModified: "2026-01-31T00:00:01.000+0000" };
    const update = new UpdateCodeSigningConfigCommand({ CodeSigningConfigArn, CodeSigningPolicies });
    expect((await client.send(update)).CodeSigningConfig).toEqual(changed);
    expect((await client.send(new ListCodeSigningConfigsCommand({}))).CodeSigningConfigs).toEqual([changed]);
  });

  it("hangs on functions, and cannot be deleted while it does", async () => {
    const CodeSigningConfigArn = await create();
    await createFunction();
    const target = { FunctionName: "some-function" };
    const get = async () => {
      const { $metadata: _, ...answer } = await client.send(new GetFunctionCodeSigningConfigCommand(target));
      return answer;
    };
    expect(await get()).toEqual({});
    await client.send(new PutFunctionCodeSigningConfigCommand({ ...target, CodeSigningConfigArn }));
    expect(await get()).toEqual({ ...target, CodeSigningConfigArn });
    const list = new ListFunctionsByCodeSigningConfigCommand({ CodeSigningConfigArn });
    expect((await client.send(list)).FunctionArns).toEqual([
      "arn:aws:lambda:us-east-1:000000000000:function:some-function",
    ]);
    const remove = () => client.send(new DeleteCodeSigningConfigCommand({ CodeSigningConfigArn }));
    await expect(remove()).rejects.toMatchObject({ name: "ResourceConflictException" });
    await client.send(new DeleteFunctionCodeSigningConfigCommand(target));
    expect(await get()).toEqual({});
    await remove();
    await expect(client.send(new GetCodeSigningConfigCommand({ CodeSigningConfigArn }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `The Lambda code signing configuration ${CodeSigningConfigArn} can not be found.`,
    });
  });

  it("has tags from the start and later", async () => {
    const { CodeSigningConfig } = await client.send(
      new CreateCodeSigningConfigCommand({ AllowedPublishers: PUBLISHERS, Tags: { team: "a" } }),
    );
    const Resource = CodeSigningConfig?.CodeSigningConfigArn;
    await client.send(new TagResourceCommand({ Resource, Tags: { stage: "test" } }));
    const { Tags } = await client.send(new ListTagsCommand({ Resource }));
    expect(Tags).toEqual({ team: "a", stage: "test" });
  });

  it("comes with a new function, and goes with it", async () => {
    const CodeSigningConfigArn = await create();
    await createFunction(CodeSigningConfigArn);
    const target = { FunctionName: "some-function" };
    const get = new GetFunctionCodeSigningConfigCommand(target);
    expect(await client.send(get)).toMatchObject({ CodeSigningConfigArn });
    await client.send(new DeleteFunctionCommand(target));
    await createFunction();
    expect(await client.send(get)).not.toHaveProperty("CodeSigningConfigArn");
  });

  it("that is not there is refused with a code of its own", async () => {
    await expect(createFunction(ABSENT)).rejects.toMatchObject({ name: "CodeSigningConfigNotFoundException" });
    await createFunction();
    const put = new PutFunctionCodeSigningConfigCommand({
      FunctionName: "some-function",
      CodeSigningConfigArn: ABSENT,
    });
    await expect(client.send(put)).rejects.toMatchObject({
      name: "CodeSigningConfigNotFoundException",
      message: `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${ABSENT}.`,
    });
  });
});
