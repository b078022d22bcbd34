"""Pages that show what salesplan prints: their commands are run, and the output under them is written anew.

In a page, in order:

- a ``console`` block is run, line by line: ``$ salesplan …`` stays, everything under it is what the command prints.
  A word after ``console`` names a folder of data without which the block cannot run; it then stays as it is.
- a ``csv`` or ``toml`` block with a file name after it is a file of the transcript, in UTF-8 or the encoding named last.
- ``<!-- type: BOOK TABLE key=value … -->`` and ``<!-- set: BOOK setting=value … -->`` do in the workbook what the text
  tells the reader to do there; ``<!-- log: FILE key=value … -->`` fills in a row of a visit log,
  ``<!-- choose: BOOK CHOICE NOTE -->`` every row of the sheet Conflicts.
- ``<!-- clock: DAY -->`` is the day on which the commands that follow are run.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scripts.transcript import Transcript

_STEP: Final = re.compile(
    r"^<!-- (?P<edit>type|set|log|choose|clock): (?P<said>.*?) -->$"
    r"|^```(?P<kind>\w+)(?: (?P<about>[^\n]*))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND: Final = re.compile(r"^\$ ((?:.*\\\n)*.*)$", re.MULTILINE)
FILES: Final = frozenset({"csv", "toml"})


def regenerated(text: str, links: Mapping[str, Path]) -> str:
    r"""Give a page with the output of its commands as it is now.

    Parameters
    ----------
    text
        The page, in Markdown.
    links
        The folders that its commands may name; what is missing leaves the blocks that need it alone.

    Examples
    --------
    >>> print(regenerated("```console\n$ salesplan --version\nsomething else\n```", {}))  # doctest: +ELLIPSIS
    ```console
    $ salesplan --version
    salesplan, version ...
    ```
    """
    with TemporaryDirectory() as folder:
        transcript = Transcript(Path(folder), links)
        return _STEP.sub(lambda step: _done(step, transcript, links), text)


def left_alone(text: str, links: Mapping[str, Path]) -> set[str]:
    """Give the folders of data that a page needs and that are not there."""
    needed = {step["about"] for step in _STEP.finditer(text) if step["kind"] == "console" and step["about"]}
    return needed - set(links)


def _done(step: re.Match[str], transcript: Transcript, links: Mapping[str, Path]) -> str:
    """Do one step, and give what stands in its place."""
    about = (step["about"] or "").split()
    if step["edit"]:
        getattr(transcript, step["edit"])(step["said"])
    elif step["kind"] in FILES and about:
        transcript.put(about[0], step["body"], *about[1:])
    elif step["kind"] == "console" and set(about) <= set(links):
        opening = step[0].partition("\n")[0]
        return f"{opening}\n{''.join(_ran(found[1], transcript) for found in _COMMAND.finditer(step['body']))}```"
    return step[0]


def _ran(command: str, transcript: Transcript) -> str:
    output = transcript.run(command.replace("\\\n", " "))
    return f"$ {command}\n{output}"
