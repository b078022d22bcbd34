"""Which Python Excel starts: what xlwings' settings say of it, and what they ought to say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

from salesplan.host.excel_setup.check import Check, Topic
from salesplan.host.excel_setup.places import settings_file
from salesplan.host.excel_setup.settings_file import read_file
from salesplan.host.excel_setup.system import Platform, System
from salesplan.words import Words

_ON_PATH: Final = {"", "python", "pythonw"}
_TOPIC: Final = Topic("interpreter", Words("Python that Excel starts", "Excel 启动的 Python", "Excel 啟動的 Python"))
_RIGHT: Final = Words("it is the one of salesplan", "就是 salesplan 所用的 Python", "就是 salesplan 所用的 Python")
_UNSAID: Final = Words(
    "{file} does not say which; run: salesplan excel install",
    "{file} 未指定；请运行：salesplan excel install",
    "{file} 未指定；請執行：salesplan excel install",
)
_OTHER: Final = Words(
    "{file} names another one, {said}; run: salesplan excel install",
    "{file} 指定的是另一个：{said}；请运行：salesplan excel install",
    "{file} 指定的是另一個：{said}；請執行：salesplan excel install",
)
_OVERRULED: Final = Words(
    "{file} names another one, {said}, which counts more than your own setting; delete that line",
    "{file} 指定的是另一个：{said}，它优先于您自己的设置；请删除该行",
    "{file} 指定的是另一個：{said}，它優先於您自己的設定；請刪除該列",
)


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings of xlwings from one place: its name, and its settings by key in capitals."""

    name: str
    settings: dict[str, str]


def own_layer(system: System) -> Layer:
    """Give the user's own settings."""
    file = settings_file(system)
    return Layer(str(file), read_file(file, system.encoding))


def wanted_settings(system: System) -> dict[str, str]:
    """Give the settings with which Excel starts the Python that runs this.

    A conda environment on Windows is named rather than its Python, since its libraries are found only once it is active.
    """
    if system.platform is Platform.MAC:
        return {"INTERPRETER_MAC": str(system.python)}
    prefix, name, program = (system.environment.get(key) for key in ("CONDA_PREFIX", "CONDA_DEFAULT_ENV", "CONDA_EXE"))
    if prefix and name and program and system.python.is_relative_to(prefix):
        root = str(Path(program).parent.parent)
        return {"CONDA PATH": root, "CONDA ENV": name, "INTERPRETER_WIN": "python"}
    return {"INTERPRETER_WIN": str(system.python)}


def is_right(system: System, settings: dict[str, str]) -> bool:
    """Tell whether settings start the Python that runs this."""
    return all(_same(system, _value(settings, key), value) for key, value in wanted_settings(system).items())


def interpreter_check(system: System, layers: Sequence[Layer]) -> Check:
    """Check which Python Excel starts.

    Parameters
    ----------
    system
        The computer.
    layers
        The settings that count, those that count most first; the user's own are the last.
    """
    merged: dict[str, str] = {}
    for layer in reversed(layers):
        merged |= {key: value for key, value in layer.settings.items() if value}
    if is_right(system, merged):
        return _TOPIC.ok(_RIGHT)
    for layer in layers:
        if others := _others(system, layer.settings):
            return _TOPIC.missing(_OTHER if layer is layers[-1] else _OVERRULED, file=layer.name, said=others[0])
    return _TOPIC.missing(_UNSAID, file=layers[-1].name)


def _others(system: System, settings: dict[str, str]) -> list[str]:
    """Give what settings say that leads to another Python."""
    said = ((_value(settings, key), value) for key, value in wanted_settings(system).items())
    return [value for value, wanted in said if value and not _same(system, value, wanted)]


def _value(settings: dict[str, str], key: str) -> str:
    """Give a setting; the interpreter may stand under the name that it had before."""
    return settings.get(key) or (settings.get("INTERPRETER", "") if key.startswith("INTERPRETER") else "")


def _same(system: System, said: str, wanted: str) -> bool:
    """Tell whether two values mean the same: ``pythonw`` is the ``python`` beside it."""
    if wanted in _ON_PATH:
        return said in _ON_PATH
    one, other = _path(system, _expanded(system, said)), _path(system, wanted)
    if one == other:
        return True
    return one.parent == other.parent and all(path.name.casefold().startswith("python") for path in (one, other))


def _path(system: System, text: str) -> PurePath:
    return PureWindowsPath(text) if system.platform is Platform.WINDOWS else PurePosixPath(text)


def _expanded(system: System, text: str) -> str:
    """Put environment variables in, written as ``%NAME%`` or ``$NAME``."""
    variable = r"%([^%]+)%" if system.platform is Platform.WINDOWS else r"\$(\w+)"
    return re.sub(variable, lambda match: system.environment.get(match[1].upper(), match[0]), text)
