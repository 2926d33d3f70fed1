"""`python -m pos`: the POS alone."""

import sys

from pos.app import main

if __name__ == "__main__":
    sys.exit(main())
