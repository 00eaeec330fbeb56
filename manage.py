#!/usr/bin/env python3
"""The command line of the register: `manage.py up` is the whole of it, `manage.py help` lists the rest."""

import sys

if sys.version_info < (3, 11):  # before any import that older versions cannot even parse
    sys.exit("The register needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

from agreements.runtime.commandline import main

if __name__ == "__main__":
    main(sys.argv)
