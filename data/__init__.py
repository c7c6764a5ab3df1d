"""What is known: datasets, what is chosen from them, and what can be counted. No Streamlit here."""
