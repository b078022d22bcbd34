"""What salesplan is measured against: the same jobs done the usual way."""
