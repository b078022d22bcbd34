"""Where Excel and xlwings keep what belongs to them: as xlwings' add-in looks for it."""

from pathlib import Path
from typing import Final

from salesplan.host.excel_setup.system import Platform, System
from salesplan.workbook.excel_names import SETTINGS_NAME

ADD_IN: Final = "xlwings.xlam"
_EXCEL_KEY: Final = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_MAC_DATA: Final = "Library/Containers/com.microsoft.Excel/Data"
_MAC_SCRIPTS: Final = "Library/Application Scripts/com.microsoft.Excel"
_MAC_STARTUP: Final = "Library/Group Containers/UBF8T346G9.Office/User Content*/Startup*/Excel*"
"""Its folders carry the ending .localized or not, by the version of Office."""


def excel(system: System) -> Path | None:
    """Find the program Excel."""
    if system.platform is Platform.WINDOWS:
        registered = system.registry(_EXCEL_KEY, "")
        return Path(registered.strip('"')) if registered else None
    apps = (folder / "Microsoft Excel.app" for folder in system.applications)
    return next((app for app in apps if app.exists()), None)


def settings_file(system: System) -> Path:
    """Give the file of the user's own settings of xlwings."""
    folder = system.home / (_MAC_DATA if system.platform is Platform.MAC else ".xlwings")
    return folder / SETTINGS_NAME


def installed_add_in(system: System) -> Path | None:
    """Find xlwings' add-in in the folders that Excel opens on its start."""
    places = (folder / ADD_IN for folder in _startup_folders(system))
    return next((place for place in places if place.is_file()), None)


def own_add_in(system: System) -> Path | None:
    """Find the add-in that came with the installed xlwings."""
    package = system.module_file("xlwings")
    place = package.parent / "addin" / ADD_IN if package else None
    return place if place and place.is_file() else None


def mac_script(system: System) -> Path | None:
    """Give the script through which Excel on the Mac starts Python; its name carries the version of xlwings."""
    if system.version_of("xlwings") is None:
        return None
    return system.home / _MAC_SCRIPTS / f"xlwings-{system.version_of('xlwings')}.applescript"


def function_libraries(system: System) -> list[Path]:
    """Find the libraries through which Excel on Windows asks Python for functions in cells: beside Python, or above it."""
    name = f"xlwings*-{system.version_of('xlwings')}.dll"
    return [found for folder in system.python.parents[:2] for found in folder.glob(name)]


def _startup_folders(system: System) -> list[Path]:
    if system.platform is Platform.MAC:
        return sorted(system.home.glob(_MAC_STARTUP))
    program = excel(system)
    roaming = system.environment.get("APPDATA")
    own = [Path(roaming) / "Microsoft" / "Excel" / "XLSTART"] if roaming else []
    return [*own, program.parent / "XLSTART"] if program else own
