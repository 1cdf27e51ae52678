"""The data judged: findings, checks, shapes."""
