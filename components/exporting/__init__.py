"""What is taken away over HTTP: every format of every dataset."""
