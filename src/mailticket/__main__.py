"""`python -m mailticket`: the same as the `mailticket` command."""

import sys

from mailticket.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
