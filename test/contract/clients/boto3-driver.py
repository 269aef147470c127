"""Reads one JSON call a line ({"operation": ..., "input": ...}), makes it with boto3, writes one JSON answer a line."""
import base64
import datetime
import json
import os
import re
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.response import StreamingBody

service, endpoint, region, access_key_id = sys.argv[1:5]
settings = {"signature_version": sys.argv[5]} if len(sys.argv) > 5 else {}
client = boto3.client(
    service,
    endpoint_url=endpoint,
    region_name=region,
    aws_access_key_id=access_key_id,
    aws_secret_access_key=os.environ.get("TEST_SECRET", "local"),
    aws_session_token=os.environ.get("TEST_TOKEN"),
    config=Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}, **settings),
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
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, StreamingBody):
        return to_json(value.read())
    raise TypeError(type(value))


for line in sys.stdin:
    call = json.loads(line)
    method = re.sub(r"(?<!^)(?=[A-Z])", "_", call["operation"]).lower()
    try:
        output = getattr(client, method)(**to_python(call["input"]))
        if isinstance(output, str):  # a presigned URL
            output = {"Url": output}
        output.pop("ResponseMetadata", None)
        answer = {"output": output}
    except ClientError as error:
        answer = {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}}
    print(json.dumps(answer, default=to_json), flush=True)
