"""Handouts: a part of the plan for each manager, made, read when they come back, and merged cell by cell."""
