"""`python -m acgs` is `acgs`."""

import sys

from acgs.cli.app import main

sys.exit(main())
