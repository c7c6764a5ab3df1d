"""What tests share: datasets, breakages, selections, a browser, servers; no test imports a test."""
