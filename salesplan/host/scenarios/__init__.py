"""Scenarios of a plan, in a workbook of their own: compared, sought, adopted."""
