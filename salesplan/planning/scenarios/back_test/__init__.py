"""The method tried on the last full year."""
