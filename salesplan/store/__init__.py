"""What salesplan remembers of a plan beside it: what was handed out, open conflicts, the log of what people changed."""
