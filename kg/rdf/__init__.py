"""Reading, deriving and writing RDF."""
