/**
 * AWS's own policies: those that Lambda functions are given, and the usual ones of the services around them. Nothing here is
 * enforced, so that a document is only known where a client may want to read it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly defaultVersionId: string;
  readonly description?: string;
  /** `undefined` where we do not know it. */
  readonly document?: string;
}

const LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

function allowing(actions: readonly string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
  });
}

const DESCRIBED: readonly ManagedPolicy[] = [
  {
    name: "AWSLambdaBasicExecutionRole",
    path: "/service-role/",
    defaultVersionId: "v1",
    description: "Provides write permissions to CloudWatch Logs.",
    document: allowing(LOGS),
  },
  {
    name: "AWSLambdaSQSQueueExecutionRole",
    path: "/service-role/",
    defaultVersionId: "v1",
    description:
      "Provides receive message, delete message, and read attribute access to SQS queues, and write permissions to CloudWatch logs.",
    document: allowing(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", ...LOGS]),
  },
  {
    name: "AWSLambdaKinesisExecutionRole",
    path: "/service-role/",
    defaultVersionId: "v2",
    description: "Provides list and read access to Kinesis streams and write permissions to CloudWatch logs.",
    document: allowing([
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
      "kinesis:ListStreams",
      "kinesis:SubscribeToShard",
      ...LOGS,
    ]),
  },
  {
    name: "AWSLambdaDynamoDBExecutionRole",
    path: "/service-role/",
    defaultVersionId: "v1",
    description: "Provides list and read access to DynamoDB streams and write permissions to CloudWatch logs.",
    document: allowing([
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
      ...LOGS,
    ]),
  },
  {
    name: "AWSLambdaRole",
    path: "/service-role/",
    defaultVersionId: "v1",
    description: "Default policy for AWS Lambda service role.",
    document: allowing(["lambda:InvokeFunction"]),
  },
  {
    name: "AWSXRayDaemonWriteAccess",
    path: "/",
    defaultVersionId: "v2",
    document: allowing([
      "xray:PutTraceSegments",
      "xray:PutTelemetryRecords",
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
      "xray:GetSamplingStatisticSummaries",
    ]),
  },
  {
    name: "AdministratorAccess",
    path: "/",
    defaultVersionId: "v1",
    description: "Provides full access to AWS services and resources.",
    document: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    }),
  },
];

const SERVICE_ROLES = [
  "AWSLambdaENIManagementAccess",
  "AWSLambdaMSKExecutionRole",
  "AWSLambdaVPCAccessExecutionRole",
  "AWSLambdaBasicDurableExecutionRolePolicy",
  "AmazonAPIGatewayPushToCloudWatchLogs",
  "AmazonECSTaskExecutionRolePolicy",
  "AWSAppSyncPushToCloudWatchLogs",
  "AmazonS3ObjectLambdaExecutionRolePolicy",
];

const NAMED = [
  "AWSLambda_FullAccess",
  "AWSLambda_ReadOnlyAccess",
  "AWSLambdaExecute",
  "AWSLambdaInvocation-DynamoDB",
  "AWSLambdaManagedEC2ResourceOperator",
  "AmazonAPIGatewayAdministrator",
  "AmazonAPIGatewayInvokeFullAccess",
  "AmazonBedrockFullAccess",
  "AmazonCognitoPowerUser",
  "AmazonCognitoReadOnly",
  "AmazonDynamoDBFullAccess",
  "AmazonDynamoDBFullAccess_v2",
  "AmazonDynamoDBReadOnlyAccess",
  "AmazonEC2FullAccess",
  "AmazonEC2ReadOnlyAccess",
  "AmazonEventBridgeFullAccess",
  "AmazonEventBridgeReadOnlyAccess",
  "AmazonEventBridgeSchedulerFullAccess",
  "AmazonKinesisFirehoseFullAccess",
  "AmazonKinesisFullAccess",
  "AmazonKinesisReadOnlyAccess",
  "AmazonRDSDataFullAccess",
  "AmazonRDSFullAccess",
  "AmazonRDSReadOnlyAccess",
  "AmazonRekognitionFullAccess",
  "AmazonS3FullAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonSESFullAccess",
  "AmazonSNSFullAccess",
  "AmazonSNSReadOnlyAccess",
  "AmazonSQSFullAccess",
  "AmazonSQSReadOnlyAccess",
  "AmazonSSMFullAccess",
  "AmazonSSMReadOnlyAccess",
  "AmazonTextractFullAccess",
  "AmazonVPCFullAccess",
  "AWSStepFunctionsFullAccess",
  "AWSXrayFullAccess",
  "AWSXrayReadOnlyAccess",
  "CloudWatchFullAccess",
  "CloudWatchFullAccessV2",
  "CloudWatchLambdaInsightsExecutionRolePolicy",
  "CloudWatchLambdaApplicationSignalsExecutionRolePolicy",
  "CloudWatchLogsFullAccess",
  "CloudWatchLogsReadOnlyAccess",
  "CloudWatchReadOnlyAccess",
  "IAMFullAccess",
  "IAMReadOnlyAccess",
  "PowerUserAccess",
  "ReadOnlyAccess",
  "SecretsManagerReadWrite",
];

/** By what follows `policy` in their ARN: `/service-role/AWSLambdaBasicExecutionRole`. */
export const MANAGED_POLICIES: ReadonlyMap<string, ManagedPolicy> = new Map(
  [
    ...DESCRIBED,
    ...SERVICE_ROLES.map((name): ManagedPolicy => ({ name, path: "/service-role/", defaultVersionId: "v1" })),
    ...NAMED.map((name): ManagedPolicy => ({ name, path: "/", defaultVersionId: "v1" })),
  ].map((policy) => [policy.path + policy.name, policy]),
);
