"""The computer as the setup of Excel sees it: all that is asked of it is asked here."""

import importlib.metadata
import importlib.util
import locale
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from salesplan.words import ENGLISH, SIMPLIFIED, TRADITIONAL

SECONDS: Final = 180
"""How long a command may take: xlwings starts Excel to find out where its add-ins are."""

_TRADITIONAL_PARTS: Final = {"tw", "hk", "mo", "hant"}


class Platform(StrEnum):
    """What the computer runs on, as far as it matters to Excel."""

    WINDOWS = "windows"
    MAC = "mac"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended: its exit code and all that it said."""

    code: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A computer and its user.

    Attributes
    ----------
    platform
        What it runs on.
    home
        The user's own folder.
    python, python_version
        The Python that runs salesplan, and its version.
    environment
        The environment variables.
    language
        The tag of the language that the user reads, such as ``zh_TW``; "" where it is not known.
    encoding
        How programs without Unicode, Excel's VBA among them, write text files.
    applications
        Where programs are installed (Mac).
    module_file
        Gives the file that ``import`` of a name would load; None where there is none. Nothing is imported.
    version_of
        Gives the version of an installed Python package; None where it is not installed.
    registry
        Gives a value of the Windows registry by key and name, the user's before the computer's; None where it is not there.
    run
        Runs a command to its end.
    """

    platform: Platform
    home: Path
    python: Path
    python_version: str
    environment: Mapping[str, str]
    language: str
    encoding: str
    applications: tuple[Path, ...]
    module_file: Callable[[str], Path | None]
    version_of: Callable[[str], str | None]
    registry: Callable[[str, str], str | None]
    run: Callable[[Sequence[str]], Ran]


def this_system() -> System:
    """Describe the computer that this runs on."""
    home = Path.home()
    return System(
        platform=_platform(sys.platform),
        home=home,
        python=Path(sys.executable),
        python_version=".".join(map(str, sys.version_info[:3])),
        environment=os.environ,
        language=_language(os.environ),
        encoding=locale.getencoding(),
        applications=(Path("/Applications"), home / "Applications"),
        module_file=module_file,
        version_of=version_of,
        registry=registry,
        run=run,
    )


def spoken(tag: str) -> str:
    """Give the language of salesplan that a language tag asks for; English where it has no other.

    Examples
    --------
    >>> [spoken(tag) for tag in ("zh_CN.UTF-8", "zh-Hant-HK", "zh_TW", "de_DE.UTF-8", "")]
    ['zh-Hans', 'zh-Hant', 'zh-Hant', 'en', 'en']
    """
    first, *rest = tag.partition(".")[0].replace("-", "_").casefold().split("_")
    if first != "zh":
        return ENGLISH
    return SIMPLIFIED if _TRADITIONAL_PARTS.isdisjoint(rest) else TRADITIONAL


def module_file(name: str) -> Path | None:
    """Find the file that ``import`` of a top-level name would load, without importing it.

    A file in the folder that the command was called from does not count, since Excel starts Python elsewhere.

    Examples
    --------
    >>> module_file("json").parent.name, module_file("sys").name, module_file("no_such_module")
    ('json', 'built-in', None)
    """
    try:
        spec = importlib.util.find_spec(name)
    except ValueError:  # a module that runs already and does not say where it came from, such as __main__
        return None
    file = Path(spec.origin) if spec and spec.origin else None
    return None if file and file.parent == Path.cwd() else file


def version_of(package: str) -> str | None:
    """Give the version of an installed Python package.

    Examples
    --------
    >>> version_of("no-such-package") is None
    True
    """
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def registry(key: str, name: str) -> str | None:
    """Read the Windows registry: the user's part, then the computer's; None where there is no registry."""
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                with winreg.OpenKey(root, key) as opened:
                    return str(winreg.QueryValueEx(opened, name)[0])
            except OSError:
                continue
    return None


def run(command: Sequence[str]) -> Ran:
    """Run a command to its end; one that does not start or hangs has failed, and says why.

    Examples
    --------
    >>> run([sys.executable, "-c", "print('done')"])
    Ran(code=0, said='done')
    """
    try:
        done = subprocess.run(  # noqa: S603 - the user's own Python; its arguments are made here
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Ran(1, str(problem))
    return Ran(done.returncode, done.stdout.strip())


def _platform(name: str) -> Platform:
    return {"win32": Platform.WINDOWS, "darwin": Platform.MAC}.get(name, Platform.OTHER)


def _language(environment: Mapping[str, str]) -> str:
    """Give the tag of the user's language: as Windows knows it, or as a terminal is told."""
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
