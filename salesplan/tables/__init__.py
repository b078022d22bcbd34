"""What each planning table is: its columns, labels, units and owners. Nothing is computed here."""
