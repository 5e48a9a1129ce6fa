"""`python -m acgs` is `acgs`."""

import sys

from acgs.cli import main

sys.exit(main())
