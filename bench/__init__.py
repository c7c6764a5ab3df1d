"""Measure how fast Standpoint answers, and against what."""
