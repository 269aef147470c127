"""Runs a user's Python handler over the Lambda Runtime API; started by process-sandbox.ts, standard library only.

What a handler can see (error documents, log lines, context) follows AWS's own runtime client:
https://github.com/aws/aws-lambda-python-runtime-interface-client
"""

import decimal
import importlib
import io
import json
import logging
import math
import os
import socket
import sys
import time
import traceback
from http.client import HTTPConnection, HTTPException

RUNTIME_API = "/2018-06-01/runtime"
# A line break inside one log event; a real one ends the event.
INNER_LINE_BREAK = "\0"
NO_BREAK_SPACE = "\u00a0"
# A difference between the runtime's clock and this machine's beyond which the runtime's is a virtual one.
VIRTUAL_CLOCK_GAP_MS = 1000
IS_JSON_LOG = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"

request_id = None


class Fault(Exception):
    """An error of the runtime's own, with Lambda's name for it."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.trace = trace or []


class RuntimeApi:
    """A hung-up Runtime API means that the program which started this process is gone."""

    def __init__(self, address):
        self.connection = HTTPConnection(address)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call(self, method, path, body=None, headers=None):
        try:
            self.connection.request(method, RUNTIME_API + path, body, headers or {})
            response = self.connection.getresponse()
            return response, response.read()
        except (OSError, HTTPException):
            os._exit(0)

    def post(self, path, body, error_type=None):
        headers = {"Content-Type": "application/json"}
        if error_type is not None:
            headers["Lambda-Runtime-Function-Error-Type"] = error_type.encode("ascii", "replace").decode()
        self.call("POST", path, body, headers)


class Context:
    """https://docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.tenant_id = None
        self.client_context = client_context(headers.get("Lambda-Runtime-Client-Context"))
        self.identity = Record(cognito_identity_id=None, cognito_identity_pool_id=None)
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])
        ahead_ms = int(headers.get("Lambdaloop-Clock-Ms", now_ms())) - now_ms()
        self._ahead_ms = ahead_ms if abs(ahead_ms) > VIRTUAL_CLOCK_GAP_MS else 0

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - (now_ms() + self._ahead_ms))

    def log(self, message):
        sys.stdout.write(str(message))


class Record:
    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return "{}({})".format(type(self).__name__, self.__dict__)


def client_context(text):
    if not text:
        return None
    parsed = json.loads(text)
    client = parsed.get("client")
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    known = None if client is None else Record(**{name: client.get(name) for name in names})
    return Record(custom=parsed.get("custom"), env=parsed.get("env"), client=known)


def now_ms():
    return int(time.time() * 1000)


def layer_folders(opt):
    """https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html#packaging-layers-paths"""
    version = os.environ["AWS_EXECUTION_ENV"].replace("AWS_Lambda_", "")
    return [folder.format(opt, version) for folder in ("{}/python/lib/{}/site-packages", "{}/python")]


def load_handler(name):
    module_name, separator, function_name = name.rpartition(".")
    if not separator:
        reason = "not enough values to unpack (expected 2, got 1)"
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '{}': {}".format(name, reason))
    if module_name.split(".")[0] in sys.builtin_module_names:
        message = "Cannot use built-in module {} as a handler module".format(module_name)
        raise Fault("Runtime.BuiltInModuleConflict", message)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '{}': {}".format(module_name, error))
    except SyntaxError as error:
        trace = [shown('  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text))]
        raise Fault("Runtime.UserCodeSyntaxError", "Syntax error in module '{}': {}".format(module_name, error), trace)
    if not hasattr(module, function_name):
        message = "Handler '{}' missing on module '{}'".format(function_name, module_name)
        raise Fault("Runtime.HandlerNotFound", message)
    return getattr(module, function_name)


def error_document(error, invocation):
    if isinstance(error, Fault):
        error_type, trace = error.error_type, error.trace
    else:
        error_type, trace = type(error).__name__, [shown(each) for each in traceback.format_list(user_frames(error))]
    return {"errorMessage": str(error), "errorType": error_type, "requestId": invocation or "", "stackTrace": trace}


def shown(text):
    """Names the task's files where Lambda has them."""
    return text.replace(os.environ["LAMBDA_TASK_ROOT"] + "/", "/var/task/")


def user_frames(error):
    frames = traceback.extract_tb(error.__traceback__)
    own = os.path.basename(__file__)
    first = next((index for index, frame in enumerate(frames) if os.path.basename(frame.filename) != own), 0)
    # As AWS's runtime client lists them: plain tuples, so that no line of carets comes under the source.
    return [(frame.filename, frame.lineno, frame.name, frame.line) for frame in frames[first:]]


def log_error(document):
    if IS_JSON_LOG:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return write_event(json.dumps({"timestamp": stamp, "level": "ERROR", **document}, ensure_ascii=False))
    lines = ["[ERROR] {}: {}".format(document["errorType"], document["errorMessage"])]
    lines.append("Traceback (most recent call last):")
    for entry in document["stackTrace"]:
        for line in entry.splitlines():
            text = line.lstrip(" ")
            # CloudWatch would cut plain spaces at the start of a line.
            lines.append(NO_BREAK_SPACE * (len(line) - len(text)) + text)
    return write_event("\n".join(lines))


def write_event(text):
    sys.stdout.write(text.replace("\n", INNER_LINE_BREAK) + "\n")
    sys.stdout.flush()


class LambdaLogHandler(logging.Handler):
    """What `logging` gives is one log event a record, in AWS's format."""

    def emit(self, record):
        text = json_record(record) if IS_JSON_LOG else self.format(record)
        write_event(shown(text) if record.exc_info or record.stack_info else text)


def json_record(record):
    entry = {
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
        "level": record.levelname,
        "message": record.getMessage(),
        "logger": record.name,
    }
    if record.exc_info:
        entry["stackTrace"] = traceback.format_tb(record.exc_info[2])
        entry["errorType"] = record.exc_info[0].__name__
        entry["errorMessage"] = str(record.exc_info[1])
    entry["requestId"] = request_id or ""
    return json.dumps(entry, ensure_ascii=False, default=str)


def add_request_id(record):
    record.aws_request_id = request_id or ""
    return True


class FlushingStream(io.TextIOWrapper):
    """What is printed before the answer must be out before the answer."""

    def write(self, text):
        written = super().write(text)
        self.flush()
        return written


def set_up_logs():
    for name in ("stdout", "stderr"):
        raw = getattr(sys, name).buffer
        setattr(sys, name, FlushingStream(raw, encoding="utf-8", errors="backslashreplace", newline="\n"))
    logging.Formatter.converter = time.gmtime
    handler = LambdaLogHandler()
    layout = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
    handler.setFormatter(logging.Formatter(layout, "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(add_request_id)
    root = logging.getLogger()
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper().replace("TRACE", "DEBUG").replace("FATAL", "CRITICAL")
    if level in logging._nameToLevel:
        root.setLevel(level)
    root.addHandler(handler)


class Encoder(json.JSONEncoder):
    """Decimals become numbers, as AWS's client writes them."""

    def default(self, value):
        if isinstance(value, decimal.Decimal):
            return math.nan if value.is_nan() else float(value)
        return super().default(value)


def marshalled(result):
    if isinstance(result, bytes):
        return result
    try:
        return Encoder().encode(result).encode()
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: {}".format(error))


def handle_next(api, handler):
    global request_id
    response, body = api.call("GET", "/invocation/next")
    request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
    os.environ["_X_AMZN_TRACE_ID"] = response.headers["Lambda-Runtime-Trace-Id"]
    try:
        answer = marshalled(handler(json.loads(body), Context(response.headers)))
    except Exception as error:
        document = error_document(error, request_id)
        log_error(document)
        api.post("/invocation/{}/error".format(request_id), json.dumps(document), document["errorType"])
    else:
        api.post("/invocation/{}/response".format(request_id), answer)


def main():
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    # The script's own folder comes first otherwise, and would shadow the user's modules.
    sys.path[0:1] = [os.environ["LAMBDA_TASK_ROOT"], *layer_folders(sys.argv.pop())]
    set_up_logs()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        document = error_document(error, None)
        log_error(document)
        api.post("/init/error", json.dumps(document), document["errorType"])
        sys.exit(1)
    while True:
        handle_next(api, handler)


main()
