"""Reads one JSON call a line ({"operation": ..., "input": ...}), makes it with boto3, writes one JSON answer a line."""
import base64
import json
import re
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

service, endpoint, region, access_key_id = sys.argv[1:5]
client = boto3.client(
    service,
    endpoint_url=endpoint,
    region_name=region,
    aws_access_key_id=access_key_id,
    aws_secret_access_key="local",
    config=Config(retries={"max_attempts": 0}),
)


def to_python(value):
    if isinstance(value, dict):
        if set(value) == {"$binary"}:
            return base64.b64decode(value["$binary"])
        return {key: to_python(member) for key, member in value.items()}
    if isinstance(value, list):
        return [to_python(member) for member in value]
    return value


def to_json(value):
    if isinstance(value, bytes):
        return {"$binary": base64.b64encode(value).decode()}
    raise TypeError(type(value))


for line in sys.stdin:
    call = json.loads(line)
    method = re.sub(r"(?<!^)(?=[A-Z])", "_", call["operation"]).lower()
    try:
        output = getattr(client, method)(**to_python(call["input"]))
        output.pop("ResponseMetadata", None)
        answer = {"output": output}
    except ClientError as error:
        answer = {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}}
    print(json.dumps(answer, default=to_json), flush=True)
