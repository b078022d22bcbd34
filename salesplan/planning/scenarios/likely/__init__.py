"""What is expected of a scenario, and how likely it is to be reached."""
