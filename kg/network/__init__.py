"""Who is joined to whom, and why."""
