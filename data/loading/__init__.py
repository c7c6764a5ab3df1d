"""From files to tables: what is read, and every fault that is found on the way."""
