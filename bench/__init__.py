"""Benchmarks: our times beside other programs', on the same text, in one run."""
