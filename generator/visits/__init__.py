"""Visits to other hosts, only when asked for: outgoing links, and our own pages live."""
