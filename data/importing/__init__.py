"""Make the tables of a dataset from somebody's spreadsheet, whatever its columns are called."""
