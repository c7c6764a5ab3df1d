"""What a server on the open internet needs: headers, limits, health, a log, metrics."""
