"""A terminal without a screen: starts a program on a pty, types into it, and notes when what came back."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+][0-9A-Za-z]|[0-9A-Za-z<=>])")


def plain(data):
    """What is left of output without its escape sequences."""
    return SEQUENCE.sub(b"", data)


class Terminal:
    def __init__(self, argv, columns=120, rows=40, environment=None, folder=None):
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            if folder:
                os.chdir(folder)
            os.environ.update(environment or {})
            os.environ["TERM"] = "xterm-256color"
            try:
                os.execvp(argv[0], argv)
            finally:
                os._exit(127)

    def since(self):
        return (time.perf_counter() - self.begun) * 1000

    def read(self, seconds):
        """What comes next; nothing if the time is up, None if the program has ended."""
        ready, _, _ = select.select([self.fd], [], [], max(0, seconds))
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 65536)
            return data or None
        except OSError:
            return None

    def write(self, data):
        while data:
            data = data[os.write(self.fd, data):]

    def until(self, wanted, seconds):
        """Reads until the plain text holds what is wanted; the time since the call in ms, or None."""
        start = time.perf_counter()
        seen = b""
        while time.perf_counter() - start < seconds:
            data = self.read(seconds - (time.perf_counter() - start))
            if data is None:
                return None
            seen += data
            if wanted in plain(seen):
                return (time.perf_counter() - start) * 1000
        return None

    def quiet(self, seconds, longest=20):
        """Reads until nothing has come for that long."""
        end = time.perf_counter() + longest
        while time.perf_counter() < end:
            data = self.read(seconds)
            if not data:
                return

    def memory(self):
        """Resident memory in MB."""
        with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        return 0

    def cpu(self):
        """Milliseconds of the processor that it has used so far, which depend less on what else runs."""
        clock = (~self.pid << 3) | 2  # what clock_getcpuclockid(3) says: all threads, also those that have ended
        return time.clock_gettime(clock) * 1000

    def end(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                break
            limit = time.perf_counter() + 8
            while time.perf_counter() < limit:
                self.read(0.02)
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self.fd)
                    return
        os.close(self.fd)


def first_paint(argv, environment=None, folder=None, columns=120, rows=40):
    """Milliseconds from exec to the first picture and to the last byte before a rest of 0.4 s, and those of the
    processor up to the first picture; None if it drew nothing.

    The first picture is the first moment at which 60 printable characters have come, or the end of a program that
    prints less."""
    terminal = Terminal(argv, columns, rows, environment, folder)
    first = last = None
    cpu = 0
    seen = b""
    try:
        while terminal.since() < 15000:
            data = terminal.read(0.4 if first else 3 if last else 10)
            if not data:
                break
            last = terminal.since()
            seen += data
            if first is None and len(plain(seen).strip()) >= 60:
                first = last
                cpu = terminal.cpu()
        return (first or last, last, cpu) if last else None
    finally:
        terminal.end()


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def load():
    return os.getloadavg()[0]


if __name__ == "__main__":
    sys.exit("this is a library; see bench/terminal")
