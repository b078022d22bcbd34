"""Visit logs: handed out to reps, and collected when they come back."""
