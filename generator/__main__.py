"""``python -m generator`` is the command ``heritage``."""

from generator.cli import main

if __name__ == "__main__":
    main()
