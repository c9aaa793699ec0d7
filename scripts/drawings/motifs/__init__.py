"""Motifs that may return in any drawing: boats, people, plants, buildings' parts."""
