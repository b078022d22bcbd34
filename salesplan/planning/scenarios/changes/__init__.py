"""What finance typed, read into changes of a plan."""
