"""Captures that run in processes of their own, and what a test says to them."""

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from floorwalker.capture.messages import Ended, FeedState, Problem, Ready, Stored, decode

Message = Ready | FeedState | Stored | Problem | Ended
FLOORWALKER = (sys.executable, "-m", "floorwalker")


@dataclass
class Running:
    """A capture that is ready. messages: all that it has said so far, in order."""

    process: "subprocess.Popen[str]"
    session: Path
    messages: list[Message] = field(default_factory=list)

    @property
    def url(self) -> str:
        return next(message.url for message in self.messages if isinstance(message, Ready))

    def next(self) -> Message | None:
        """The next message, None at the end; every line must be one."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            return None
        self.messages.append(decode(line))
        return self.messages[-1]

    def wait_for(self, wanted: Callable[[Message], bool]) -> Message:
        """The next message that is wanted."""
        while (message := self.next()) is not None:
            if wanted(message):
                return message
        raise AssertionError(f"the capture ended: {self.messages} {self.complaint()}")

    def post(self, body: bytes, headers: Mapping[str, str] | None = None, path: str = "") -> "Reply":
        return send("POST", self.url, body, headers, path)

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def stop(self) -> int:
        """Tells it to stop, hears it out and returns its exit code."""
        self.tell("stop\n")
        return self.end()

    def end(self) -> int:
        """Hears out a capture that is about to end, and returns its exit code."""
        while self.next() is not None:
            pass
        return self.process.wait()

    def complaint(self) -> str:
        """All that it has said on standard error; it must be about to end."""
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def capturing(session: Path, *options: str, wrapper: tuple[str, ...] = ()) -> Iterator[Running]:
    """A capture on a free port of this machine that is ready. It is ended if the test did not."""
    command = [*wrapper, *FLOORWALKER, "capture", str(session), *options]
    if "--listen" not in options:
        command += ["--listen", "127.0.0.1:0"]
    with begun([*command, "--control"], session) as running:
        running.wait_for(lambda message: isinstance(message, Ready))
        yield running


@contextmanager
def begun(command: list[str], session: Path) -> Iterator[Running]:
    """A command whose standard output is a capture's, from its beginning on."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield Running(process, session)
        finally:
            if process.poll() is None:
                process.kill()


@dataclass(frozen=True)
class Reply:
    """An answer; `json` is its content where that is JSON."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> dict[str, object]:
        value = json.loads(self.content)
        assert isinstance(value, dict)
        return value


def send(
    method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None, path: str = ""
) -> Reply:
    """One request on a connection of its own."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    try:
        connection.request(method, path or parts.path, body, dict(headers or {}))
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, named, answer.read())
    finally:
        connection.close()


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command of Floorwalker's from beginning to end."""
    return subprocess.run([*FLOORWALKER, *arguments], capture_output=True, text=True, check=False, timeout=60)


def export(session: Path, *options: str) -> bytes:
    """What `floorwalker export` writes."""
    done = subprocess.run([*FLOORWALKER, "export", str(session), *options], capture_output=True, check=True, timeout=60)
    return done.stdout
