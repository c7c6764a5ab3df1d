"""How it is shown: the page and its parts. Imports ``data``, never ``app``."""
