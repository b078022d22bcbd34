"""Our side of the pipe: the child process beside LibreOffice is asked, and answers."""

import os
import select
import subprocess
from pathlib import Path
from typing import IO, Any, Final

from tests.live.calc.errors import CalcError, CalcGone
from tests.live.calc.wire import Reply, Request, receive, send

SYSTEM_PYTHON: Final = "/usr/bin/python3"
_REPOSITORY: Final = Path(__file__).resolve().parents[3]
_LOOK: Final = 0.1
"""Seconds between two looks at whether LibreOffice still runs."""

_PATIENCE: Final = 180
"""Seconds for one answer, on a busy machine."""


class Client:
    """Talks with the child process; one request at a time."""

    def __init__(self, pipe: str, group: int) -> None:
        # A virtual environment's variables would lead the system's Python to the wrong libraries.
        outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, "-B", "-m", "tests.live.calc.bridge", pipe, str(group)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_REPOSITORY,
            env=outside,
        )

    def ready(self, office: subprocess.Popen[bytes]) -> bool:
        """Wait until the child is connected; False where LibreOffice ends before."""
        replies = self._replies
        while not select.select([replies], [], [], _LOOK)[0]:
            if office.poll() is not None:
                return False
        return bool(self._receive().value == "ready")

    def ask(self, operation: str, book: int | None, *arguments: Any) -> Any:
        """Let LibreOffice do something, and give its answer."""
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, Request(operation, book, arguments))
        except BrokenPipeError:
            raise CalcGone(f"LibreOffice was gone before {operation}") from None
        reply = self._receive()
        if reply.error is not None:
            raise (CalcGone if "DisposedException" in reply.error else CalcError)(reply.error)
        return reply.value

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    @property
    def _replies(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _receive(self) -> Reply:
        # One request is answered by one reply, so nothing can wait in the reader's own buffer.
        if not select.select([self._replies], [], [], _PATIENCE)[0]:
            raise CalcGone(f"LibreOffice gave no answer in {_PATIENCE} seconds")
        try:
            reply: Reply = receive(self._replies)
        except EOFError as error:
            raise CalcGone(f"the process beside LibreOffice ended: {self._process.wait()}") from error
        return reply
