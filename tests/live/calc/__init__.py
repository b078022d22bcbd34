"""A stand-in for Excel in tests: an xlwings engine over LibreOffice Calc, strict where Excel would do otherwise."""
