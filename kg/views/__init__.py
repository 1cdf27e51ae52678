"""The views: the same graph as text, as a page, in a notebook and on the command line."""
