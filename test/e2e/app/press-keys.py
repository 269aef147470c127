"""Runs `lambdaloop dev` on a pseudo-terminal and presses keys. Arguments: node, cli.js, then pairs of a text to wait for and a key.

Prints what the terminal showed, whether its mode was as before at the end, and the exit code.
"""
import json, os, pty, select, sys, termios

node, cli, *steps = sys.argv[1:]
main, other = pty.openpty()
before = termios.tcgetattr(other)
pid = os.fork()
if pid == 0:
    os.setsid()
    import fcntl
    fcntl.ioctl(other, termios.TIOCSCTTY, 0)
    for fd in (0, 1, 2):
        os.dup2(other, fd)
    os.execv(node, [node, cli, "dev", "--port", "0", "--ordered"])
shown = ""
seen = 0

def read(seconds):
    global shown
    ready, _, _ = select.select([main], [], [], seconds)
    if not ready:
        return False
    shown += os.read(main, 65536).decode("utf8", "replace")
    return True

for text, key in zip(steps[::2], steps[1::2]):
    while text not in shown[seen:]:
        if not read(20):
            print(json.dumps({"missing": text, "shown": shown}))
            os.kill(pid, 9)
            sys.exit(1)
    seen = shown.index(text, seen) + len(text)
    os.write(main, key.encode())
_, status = os.waitpid(pid, 0)
while read(0.2):
    pass
print(json.dumps({"shown": shown, "restored": termios.tcgetattr(other) == before, "code": os.waitstatus_to_exitcode(status)}))
