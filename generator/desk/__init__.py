"""What the office does with its files: new, renamed, translated, counted. Pure."""
