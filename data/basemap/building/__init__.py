"""What makes the base map from its sources; the app never runs it."""
