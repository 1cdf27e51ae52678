"""The page that shows the network: what it holds and how it is written."""
