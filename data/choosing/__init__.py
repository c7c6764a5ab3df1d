"""What a reader has chosen: filters, times, the link, and what they leave of a dataset."""
