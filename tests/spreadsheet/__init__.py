"""Real recalculation for tests: LibreOffice and IronCalc, and what differs from the values a workbook carries."""
