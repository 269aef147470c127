// Made by scripts/generate-models.mjs. Do not edit.
import { ServiceModels } from "../service-models.ts";

/** Every service's wire model by its short name. */
export const serviceModels = new ServiceModels(new URL(".", import.meta.url), [
  {"name":"sqs","serviceId":"SQS","namespace":"com.amazonaws.sqs","targetPrefix":"AmazonSQS","version":"2012-11-05","protocols":["awsJson1_0","awsQuery"],"queryCompatible":true,"xmlNamespace":"http://queue.amazonaws.com/doc/2012-11-05/"},
  {"name":"sns","serviceId":"SNS","namespace":"com.amazonaws.sns","targetPrefix":"AmazonSimpleNotificationService","version":"2010-03-31","protocols":["awsQuery"],"xmlNamespace":"http://sns.amazonaws.com/doc/2010-03-31/"},
  {"name":"sts","serviceId":"STS","namespace":"com.amazonaws.sts","targetPrefix":"AWSSecurityTokenServiceV20110615","version":"2011-06-15","protocols":["awsQuery"],"xmlNamespace":"https://sts.amazonaws.com/doc/2011-06-15/"},
  {"name":"s3","serviceId":"S3","namespace":"com.amazonaws.s3","targetPrefix":"AmazonS3","version":"2006-03-01","protocols":["restXml"],"xmlNamespace":"http://s3.amazonaws.com/doc/2006-03-01/"},
  {"name":"lambda","serviceId":"Lambda","namespace":"com.amazonaws.lambda","targetPrefix":"AWSGirApiService","version":"2015-03-31","protocols":["restJson1"]},
  {"name":"logs","serviceId":"CloudWatch Logs","namespace":"com.amazonaws.cloudwatchlogs","targetPrefix":"Logs_20140328","version":"2014-03-28","protocols":["awsJson1_1"],"xmlNamespace":"http://monitoring.amazonaws.com/doc/2014-03-28/"},
  {"name":"iam","serviceId":"IAM","namespace":"com.amazonaws.iam","targetPrefix":"AWSIdentityManagementV20100508","version":"2010-05-08","protocols":["awsQuery"],"xmlNamespace":"https://iam.amazonaws.com/doc/2010-05-08/"},
]);
