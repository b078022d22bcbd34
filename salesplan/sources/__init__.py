"""Where rows come from when they come from outside: files, databases, and how their columns are mapped."""
