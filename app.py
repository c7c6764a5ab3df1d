"""Standpoint as one ASGI application: the page, and the files that its map fetches."""

import streamlit as st

from components.served import routes
from components.shelf import refill

app = st.App("components/page.py", routes=routes(refill))
