"""Runs one awscli command line a line of standard input ({"arguments": [...]}), in one process: starting awscli takes most of a second."""
import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

for line in sys.stdin:
    arguments = json.loads(line)["arguments"]
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        try:
            exit_code = create_clidriver().main(arguments)
        except SystemExit as error:
            exit_code = error.code
    print(json.dumps({"exitCode": exit_code, "stdout": stdout.getvalue(), "stderr": stderr.getvalue()}), flush=True)
