"""A web page in one file: map, statements and filters, without a server and without a request."""
