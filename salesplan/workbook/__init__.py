"""How a workbook is built, read, and written back without loss."""
