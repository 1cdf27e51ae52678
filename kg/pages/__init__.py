"""The page of each thing, for people and machines: the same from a server and in files."""
