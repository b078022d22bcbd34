"""Run by the system's Python, which has LibreOffice's bridge: type values into cells of a workbook and save it.

Usage: ``uno_edit.py PIPE IN_URL OUT_URL``, with ``{"edits": [[sheet, cell, value], ...], "password": ""}`` as JSON on
standard input; the password is the workbook's, before and after.
"""

import importlib
import json
import os
import sys
import time
from typing import Any

CONNECT_SECONDS = 60


def main(pipe: str, source: str, target: str) -> None:
    uno: Any = importlib.import_module("uno")
    desktop = connected(uno, pipe)
    asked = json.load(sys.stdin)
    protected = (setting(uno, "Password", asked["password"]),) if asked["password"] else ()
    document = desktop.loadComponentFromURL(source, "_blank", 0, (setting(uno, "Hidden", True), *protected))
    for sheet, cell, value in asked["edits"]:
        type_into(document.Sheets.getByName(sheet).getCellRangeByName(cell), value)
    document.calculateAll()
    encryption = [each for each in document.getArgs() if each.Name == "EncryptionData"]
    document.storeToURL(target, (setting(uno, "FilterName", "Calc MS Excel 2007 XML"), *encryption))
    document.close(True)


def connected(uno: Any, pipe: str) -> Any:
    """Wait for LibreOffice to listen, and give its desktop."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    refused = uno.getClass("com.sun.star.connection.NoConnectException")
    last = time.monotonic() + CONNECT_SECONDS
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except refused:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def setting(uno: Any, name: str, value: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def type_into(cell: Any, value: object) -> None:
    if value is None:
        cell.setFormula("")
    elif isinstance(value, bool):
        cell.setFormula(f"={str(value).upper()}()")
    elif isinstance(value, (int, float)):
        cell.setValue(value)
    elif isinstance(value, str) and value.startswith("="):
        cell.setFormula(value)
    else:
        cell.setString(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
    os._exit(0)  # an orderly exit can crash while the bridge is taken down, long after the work is done
