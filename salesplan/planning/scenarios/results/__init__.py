"""What a scenario comes to: figures and rows."""
