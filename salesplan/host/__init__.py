"""What every host does with a plan: the command line and Excel come through here, so that they give the same numbers."""
