"""Scenarios: what a plan would be under other assumptions, and how likely it is to be reached."""
