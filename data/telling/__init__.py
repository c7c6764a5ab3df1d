"""What screens and formats say of a dataset: counts, sides, times, claims, tables."""
