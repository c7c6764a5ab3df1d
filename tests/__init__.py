"""Tests of Standpoint."""
