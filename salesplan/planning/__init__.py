"""What is computed: pure functions, frames in and frames out; no workbook, no clock, no file."""
