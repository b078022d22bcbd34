"""What must be there for a plan that is open in Excel: looked after, and put in place."""
