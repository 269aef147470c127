"""Runs `aws logs tail --follow` as awscli does, but without its five seconds between two questions."""
import sys
import time

from awscli.clidriver import create_clidriver

wait = time.sleep
time.sleep = lambda seconds: wait(min(seconds, 0.02))
sys.exit(create_clidriver().main(sys.argv[1:]))
