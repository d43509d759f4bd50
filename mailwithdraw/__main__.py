"""`python -m mailwithdraw` is the `mailwithdraw` command."""

from mailwithdraw.cli import main

main()
