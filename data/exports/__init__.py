"""What is on the screen, written in the formats that others read; one file per format."""
