"""The graph for assistants: tools of the Model Context Protocol, whose answers come with their evidence."""
