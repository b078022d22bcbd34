"""salesplan inside Excel: macros, what buttons call, and functions for formulas.

`salesplan.excel.macros` take the open workbook, `salesplan.excel.entries` find it and are for buttons on the desktop,
`salesplan.excel.functions` are for formulas. Importing one loads no more than it needs.
"""
