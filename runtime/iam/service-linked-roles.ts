/**
 * What AWS calls the roles that its services make for themselves, by service principal, as far as a Lambda project meets them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export const SERVICE_LINKED_ROLES: ReadonlyMap<string, string> = new Map([
  ["apidestinations.events.amazonaws.com", "AWSServiceRoleForAmazonEventBridgeApiDestinations"],
  ["autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling"],
  ["dynamodb.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable"],
  ["ecs.amazonaws.com", "AWSServiceRoleForECS"],
  ["elasticache.amazonaws.com", "AWSServiceRoleForElastiCache"],
  ["elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing"],
  ["lambda.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency"],
  ["lambda.amazonaws.com", "AWSServiceRoleForLambda"],
  ["ops.apigateway.amazonaws.com", "AWSServiceRoleForAPIGateway"],
  ["rds.amazonaws.com", "AWSServiceRoleForRDS"],
  ["replicator.lambda.amazonaws.com", "AWSServiceRoleForLambdaReplicator"],
  ["spot.amazonaws.com", "AWSServiceRoleForEC2Spot"],
]);
