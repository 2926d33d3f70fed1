"""`balik ecms` as a process of its own, and a client that speaks to it as any program does."""

import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode


@dataclass
class EcmsProcess:
    """A running one.

    Args:
        process: to be killed where a story wants it.
        port: where it listens, on this machine.
    """

    process: "subprocess.Popen[str]"
    port: int

    def kill(self) -> None:
        """`kill -9`."""
        self.process.kill()
        self.process.wait()

    def end(self, by: signal.Signals = signal.SIGTERM) -> str:
        """Ask it to end, as a supervisor or Ctrl-C does; what it said on its standard error."""
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, said
        return said

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        """One call over a connection of its own; header names take _ for -.

        Returns:
            The status and the body.
        """
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def token(self, client_id: str, secret: str) -> str:
        """An access token, asked for as CLiQQ's documentation has it."""
        asked = {
            "client_id": client_id,
            "client_secret": secret,
            "grant_type": "client_credentials",
            "response_type": "token",
        }
        status, body = self.ask("POST", f"/accounts/oauth2/token?{urlencode(asked)}")
        assert status == 200, body
        return str(json.loads(body)["access_token"])


@contextmanager
def running(data: Path, *options: str, stderr: int | None = None) -> Iterator[EcmsProcess]:
    """`balik ecms` over a data directory, once it listens; killed at the end of the block."""
    command = [sys.executable, "-m", "core.cli", "ecms", "--data", str(data), "--port", "0"]
    command += options
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said.startswith("The ECMS answers at http://127.0.0.1:"), said
        try:
            yield EcmsProcess(process, int(said.split(":")[2].split(",")[0]))
        finally:
            process.kill()
