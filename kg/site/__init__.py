"""The documentation: the pages that the program writes of itself, and the site that they stand in."""
