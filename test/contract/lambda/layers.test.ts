import {
  AddLayerVersionPermissionCommand,
  CreateFunctionCommand,
  DeleteLayerVersionCommand,
  GetFunctionConfigurationCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  GetLayerVersionPolicyCommand,
  LambdaClient,
  ListLayersCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  type PublishLayerVersionCommandInput,
  RemoveLayerVersionPermissionCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_ARCHIVE, type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";

const LAYER_ARN = "arn:aws:lambda:us-east-1:000000000000:layer:some-layer";
let endpoint: LambdaEndpoint;
let client: LambdaClient;

beforeEach(async () => {
  endpoint = await startLambdaEndpoint(Date.UTC(2026, 0, 31));
  client = clientIn("us-east-1");
});

afterEach(async () => {
  client.destroy();
  await endpoint.stop();
});

function clientIn(region: string): LambdaClient {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new LambdaClient({ endpoint: endpoint.url, region, credentials, maxAttempts: 1 });
}

function publish(change: Partial<PublishLayerVersionCommandInput> = {}) {
  return client.send(
    new PublishLayerVersionCommand({ LayerName: "some-layer", Content: { ZipFile: EMPTY_ARCHIVE }, ...change }),
  );
}

function createFunction(Layers: string[]) {
  return client.send(
    new CreateFunctionCommand({
      FunctionName: "some-function",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: "arn:aws:iam::000000000000:role/some-role",
      Code: { ZipFile: EMPTY_ARCHIVE },
      Layers,
    }),
  );
}

/** Code and sentence of what the client got instead of an answer. */
async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  return "was not refused";
}

describe("a layer", () => {
  it("gets a new version each time it is published, whose number is never used again", async () => {
    await publish();
    expect(await publish({ Description: "second" })).toMatchObject({
      LayerArn: LAYER_ARN,
      LayerVersionArn: `${LAYER_ARN}:2`,
      Version: 2,
      Description: "second",
      CreatedDate: "2026-01-31T00:00:00.000+0000",
    });
    await client.send(new DeleteLayerVersionCommand({ LayerName: "some-layer", VersionNumber: 2 }));
    expect(await publish()).toMatchObject({ Version: 3, Description: "" });
  });

  it("answers everything that was given with it, by name and by ARN", async () => {
    const given = {
      Description: "what it is for",
      CompatibleRuntimes: ["nodejs22.x" as const],
      CompatibleArchitectures: ["arm64" as const],
      LicenseInfo: "MIT",
    };
    const published = await publish(given);
    expect(published).toMatchObject({
      ...given,
      Content: { CodeSize: 22, CodeSha256: createHash("sha256").update(EMPTY_ARCHIVE).digest("base64") },
    });
    const { $metadata: _, ...view } = published;
    for (const LayerName of ["some-layer", LAYER_ARN]) {
      // oxlint-disable-next-line no-await-in-loop -- two spellings of one question
      expect(await client.send(new GetLayerVersionCommand({ LayerName, VersionNumber: 1 }))).toMatchObject(view);
    }
    expect(await client.send(new GetLayerVersionByArnCommand({ Arn: `${LAYER_ARN}:1` }))).toMatchObject(view);
  });

  it("comes from S3, and offers its archive for download", async () => {
    endpoint.objects.set("some-bucket/layer.zip", EMPTY_ARCHIVE);
    const { Content, LayerVersionArn = "" } = await publish({
      Content: { S3Bucket: "some-bucket", S3Key: "layer.zip" },
    });
    expect(Content?.Location).toBe(`${endpoint.url}/_lambda/layers/${encodeURIComponent(LayerVersionArn)}`);
    expect(endpoint.lambda.layerArchiveFile(LayerVersionArn)).toMatch(/^\/archives\/.*\.zip$/);
    expect(endpoint.lambda.layerArchiveFile(`${LAYER_ARN}:9`)).toBeUndefined();
  });

  it("is listed with its newest version that fits, versions newest first, page by page", async () => {
    await publish({ CompatibleRuntimes: ["python3.13"] });
    await publish({ CompatibleRuntimes: ["nodejs22.x"] });
    await publish({ LayerName: "another-layer" });
    const { Layers = [] } = await client.send(new ListLayersCommand({}));
    expect(Layers.map(({ LayerName, LatestMatchingVersion }) => [LayerName, LatestMatchingVersion?.Version])).toEqual([
      ["another-layer", 1],
      ["some-layer", 2],
    ]);
    const python = await client.send(new ListLayersCommand({ CompatibleRuntime: "python3.13" }));
    expect(python.Layers?.map(({ LatestMatchingVersion }) => LatestMatchingVersion?.LayerVersionArn)).toEqual([
      `${LAYER_ARN}:1`,
    ]);
    const first = await client.send(new ListLayerVersionsCommand({ LayerName: "some-layer", MaxItems: 1 }));
    const second = await client.send(
      new ListLayerVersionsCommand({ LayerName: "some-layer", MaxItems: 1, Marker: first.NextMarker }),
    );
    expect([first, second].map(({ LayerVersions }) => LayerVersions?.map(({ Version }) => Version))).toEqual([
      [2],
      [1],
    ]);
    expect(second.NextMarker).toBeUndefined();
    const none = await client.send(new ListLayerVersionsCommand({ LayerName: "no-layer" }));
    expect(none.LayerVersions).toEqual([]);
  });

  it("is refused where AWS refuses it", async () => {
    const unknown = "ResourceNotFoundException: The resource you requested does not exist.";
    const get = (VersionNumber: number) =>
      client.send(new GetLayerVersionCommand({ LayerName: "some-layer", VersionNumber }));
    expect(await refusal(get(0))).toBe("InvalidParameterValueException: Layer Version Cannot be less than 1");
    expect(await refusal(get(1))).toBe(unknown);
    expect(await refusal(client.send(new GetLayerVersionByArnCommand({ Arn: `${LAYER_ARN}:1` })))).toBe(unknown);
    expect(await refusal(publish({ Content: { ZipFile: Buffer.from("no archive") } }))).toBe(
      "InvalidParameterValueException: Could not unzip uploaded file. Please check your file, then try to upload again.",
    );
    const reference = { S3Bucket: "some-bucket", S3Key: "layer.zip", S3ObjectStorageMode: "REFERENCE" } as const;
    expect(await refusal(publish({ Content: reference }))).toBe(
      "InvalidParameterValueException: S3ObjectStorageMode REFERENCE is not modelled here.",
    );
    expect(await refusal(publish({ Content: { S3Bucket: "some-bucket", S3Key: "layer.zip" } }))).toBe(
      "InvalidParameterValueException: Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.",
    );
  });
});

describe("a layer version's policy", () => {
  const target = { LayerName: "some-layer", VersionNumber: 1 };
  const add = (change: object) =>
    client.send(
      new AddLayerVersionPermissionCommand({
        ...target,
        StatementId: "one",
        Action: "lambda:GetLayerVersion",
        Principal: "*",
        ...change,
      }),
    );
  const policyNow = async () => {
    const { Policy = "", RevisionId } = await client.send(new GetLayerVersionPolicyCommand(target));
    return { policy: JSON.parse(Policy) as unknown, revision: RevisionId };
  };

  it("collects statements, an account's as its root", async () => {
    await publish();
    const { Statement = "", RevisionId } = await add({ OrganizationId: "o-1234567890" });
    const everybody = {
      Sid: "one",
      Effect: "Allow",
      Principal: "*",
      Action: "lambda:GetLayerVersion",
      Resource: `${LAYER_ARN}:1`,
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } },
    };
    expect(JSON.parse(Statement)).toEqual(everybody);
    await add({ StatementId: "two", Principal: "111122223333", RevisionId });
    const account = {
      Sid: "two",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "lambda:GetLayerVersion",
      Resource: `${LAYER_ARN}:1`,
    };
    const before = await policyNow();
    expect(before.policy).toEqual({ Version: "2012-10-17", Id: "default", Statement: [everybody, account] });
    expect(before.revision).not.toBe(RevisionId);
    await client.send(new RemoveLayerVersionPermissionCommand({ ...target, StatementId: "one" }));
    expect((await policyNow()).policy).toMatchObject({ Statement: [account] });
  });

  it("is refused where AWS refuses it", async () => {
    expect(await refusal(add({}))).toBe(`ResourceNotFoundException: Layer version ${LAYER_ARN}:1 does not exist.`);
    await publish();
    expect(await refusal(policyNow())).toBe(
      "ResourceNotFoundException: No policy is associated with the given resource.",
    );
    await add({});
    expect(await refusal(add({}))).toBe(
      "ResourceConflictException: The statement id (one) provided already exists. Please provide a new statement id, or remove the existing statement.",
    );
    expect(await refusal(add({ StatementId: "two", RevisionId: "old" }))).toBe(
      "PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id",
    );
    const remove = client.send(new RemoveLayerVersionPermissionCommand({ ...target, StatementId: "three" }));
    expect(await refusal(remove)).toBe("ResourceNotFoundException: Statement three is not found in resource policy.");
  });
});

describe("a function's layers", () => {
  it("are shown with their sizes and handed to the runner in their order, also when their versions are gone", async () => {
    await publish();
    await publish({ LayerName: "another-layer" });
    const arns = [`${LAYER_ARN}:1`, LAYER_ARN.replace("some-layer", "another-layer:1")];
    const shown = arns.map((Arn) => ({ Arn, CodeSize: 22 }));
    expect((await createFunction(arns)).Layers).toEqual(shown);
    expect(endpoint.runner.deployed.get("some-function:$LATEST")?.layers).toEqual([
      expect.stringMatching(/^\/archives\//),
      expect.stringMatching(/^\/archives\//),
    ]);
    await client.send(new DeleteLayerVersionCommand({ LayerName: "some-layer", VersionNumber: 1 }));
    const target = { FunctionName: "some-function" };
    expect((await client.send(new GetFunctionConfigurationCommand(target))).Layers).toEqual(shown);
    endpoint.clock.advance(10_000);
    const update = new UpdateFunctionConfigurationCommand({ ...target, Layers: [] });
    expect((await client.send(update)).Layers).toBeUndefined();
  });

  it("are refused with AWS's sentences", async () => {
    await publish();
    await publish();
    const code = "InvalidParameterValueException:";
    expect(await refusal(createFunction(Array.from({ length: 6 }, (_, index) => `${LAYER_ARN}:${index + 1}`)))).toBe(
      `${code} Cannot reference more than 5 layers.`,
    );
    expect(await refusal(createFunction([`${LAYER_ARN}:3`]))).toBe(
      `${code} Layer version ${LAYER_ARN}:3 does not exist.`,
    );
    expect(await refusal(createFunction([`${LAYER_ARN}:1`, `${LAYER_ARN}:2`]))).toBe(
      `${code} Two different versions of the same layer are not allowed to be referenced in the same function. ${LAYER_ARN}:1 and ${LAYER_ARN}:2 are versions of the same layer.`,
    );
    expect(await refusal(createFunction([`${LAYER_ARN.replace("us-east-1", "eu-west-1")}:1`]))).toBe(
      `${code} Layers are not in the same region as the function. Layers are expected to be in region us-east-1.`,
    );
    const foreign = "arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsTypeScriptV2:1";
    expect(await refusal(createFunction([foreign]))).toBe(
      `${code} Layer version ${foreign}, of another account and not published to this runtime, is not modelled here.`,
    );
  });
});
