"""What moves a plan, and what it takes to reach a result."""
