"""Answer requests from standard input on standard output, until the input ends.

Usage: ``python3 -m tests.live.calc.bridge PIPE GROUP``, with LibreOffice listening on the pipe of that name. Its process
group is ended with the input, so that nothing stays behind a test that was killed.
"""

import importlib
import os
import signal
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from tests.live.calc.bridge.office import Office
from tests.live.calc.bridge.operations import OPERATIONS
from tests.live.calc.wire import Reply, Request, receive, send


def main(pipe: str) -> None:
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what UNO prints must not land among the replies
    office = Office(pipe)
    send(replies, Reply("ready"))
    uno: Any = importlib.import_module("uno")
    refused: Any = uno.getClass("com.sun.star.uno.Exception")
    while (request := _next(requests)) is not None:
        try:
            reply = Reply(_answer(office, request))
        except (refused, AttributeError, LookupError, TypeError, ValueError) as error:
            reply = Reply(None, f"{request.operation}: {type(error).__name__}: {error}")
        send(replies, reply)


def _next(requests: BinaryIO) -> Request | None:
    try:
        request: Request = receive(requests)
    except EOFError:
        return None
    return request


def _answer(office: Office, request: Request) -> Any:
    if request.book is None:
        return getattr(office, request.operation)(*request.arguments)
    return OPERATIONS[request.operation](office.book(request.book), *request.arguments)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(int(sys.argv[2]), signal.SIGKILL)
    os._exit(0)  # an orderly exit can crash while the bridge is taken down, long after the work is done
