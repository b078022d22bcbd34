"""Computers to try the setup of Excel on: folders that look like Windows or a Mac, where everything is in place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import openpyxl

from salesplan.host.excel_setup.system import Platform, Ran, System

VERSION: Final = "0.37.8"
EXCEL_KEY: Final = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
TRUST_KEY: Final = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICY_KEY: Final = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
ADD_IN: Final = b"the add-in"


@dataclass
class Computer:
    """A computer in a folder; what it has may be taken away or changed."""

    platform: Platform
    folder: Path
    python: Path
    encoding: str = "utf-8"
    language: str = "en_US.UTF-8"
    environment: dict[str, str] = field(default_factory=dict)
    modules: dict[str, Path] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    registry: dict[tuple[str, str], str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)
    breaks: bool = False

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def conf(self) -> Path:
        data = "Library/Containers/com.microsoft.Excel/Data" if self.platform is Platform.MAC else ".xlwings"
        return self.home / data / "xlwings.conf"

    @property
    def add_in(self) -> Path:
        if self.platform is Platform.MAC:
            office = self.home / "Library/Group Containers/UBF8T346G9.Office"
            return office / "User Content.localized/Startup.localized/Excel/xlwings.xlam"
        return self.home / "AppData/Roaming/Microsoft/Excel/XLSTART/xlwings.xlam"

    @property
    def script(self) -> Path:
        return self.home / "Library/Application Scripts/com.microsoft.Excel" / f"xlwings-{VERSION}.applescript"

    @property
    def system(self) -> System:
        return System(
            platform=self.platform,
            home=self.home,
            python=self.python,
            python_version="3.12.1",
            environment=self.environment,
            language=self.language,
            encoding=self.encoding,
            applications=(self.folder / "Applications",),
            module_file=self.modules.get,
            version_of=self.versions.get,
            registry=lambda key, name: self.registry.get((key, name)),
            run=self.run,
        )

    def run(self, command: Sequence[str]) -> Ran:
        """Do what xlwings' own command does; where it breaks, it says so and yet ends with 0."""
        python, _, module, *words = command
        assert (python, module) == (str(self.python), "xlwings.cli")
        self.ran.append(" ".join(words))
        if self.breaks:
            return Ran(0, "starting\nError: quit Excel and try again")
        if words == ["addin", "install"]:
            write(self.add_in, ADD_IN)
        if self.platform is Platform.MAC:
            write(self.script, b"script")
        return Ran(0, "Successfully installed the xlwings add-in!")


def write(path: Path, data: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def windows(folder: Path) -> Computer:
    """Make a Windows where all is installed but nothing is set up yet."""
    python = write(folder / "env" / "Scripts" / "python.exe")
    write(folder / "env" / f"xlwings64-{VERSION}.dll")
    made = _with_xlwings(Computer(Platform.WINDOWS, folder, python, environment={"APPDATA": ""}))
    made.environment["APPDATA"] = str(made.home / "AppData" / "Roaming")
    made.modules["win32com"] = folder / "win32com" / "__init__.py"
    made.registry = {(EXCEL_KEY, ""): str(folder / "Office" / "EXCEL.EXE"), (TRUST_KEY, "AccessVBOM"): "1"}
    return made


def mac(folder: Path) -> Computer:
    """Make a Mac where all is installed but nothing is set up yet."""
    made = _with_xlwings(Computer(Platform.MAC, folder, write(folder / "env" / "bin" / "python3")))
    made.modules |= {name: folder / name / "__init__.py" for name in ("appscript", "psutil")}
    (folder / "Applications" / "Microsoft Excel.app").mkdir(parents=True)
    return made


def linux(folder: Path) -> Computer:
    return Computer(Platform.OTHER, folder, write(folder / "env" / "bin" / "python3"))


def plan(path: Path, *settings: tuple[str, str], sheet: str = "xlwings.conf") -> Path:
    """Save a workbook with settings on a sheet of its own, if any."""
    book = openpyxl.Workbook()
    if settings:
        rows = book.create_sheet(sheet)
        for pair in settings:
            rows.append(pair)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _with_xlwings(computer: Computer) -> Computer:
    package = computer.folder / "env" / "xlwings"
    write(package / "addin" / "xlwings.xlam", ADD_IN)
    computer.modules["xlwings"] = package / "__init__.py"
    computer.versions["xlwings"] = VERSION
    return computer
