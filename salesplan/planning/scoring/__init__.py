"""Rep scorecards: what is measured, how it scores, what it asks for, what it pays."""
