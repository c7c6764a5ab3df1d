"""Standpoint as one ASGI application: the page, the files that its map fetches, the headers."""

import streamlit as st
from starlette.middleware import Middleware

from components import exporting
from components.headers import Headers
from components.served import routes
from components.shelf import refill
from components.sockets import lifespan

app = st.App(
    "components/page.py",
    lifespan=lifespan,
    routes=[*routes(refill), *exporting.routes()],
    middleware=[Middleware(Headers)],
)
