"""Heritage QR: descriptions of heritage sites to a microsite and printed codes."""

__all__ = ["__version__"]

__version__ = "0.1.0"
