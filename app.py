"""Standpoint as one ASGI application: the page, what it serves beside it, what stands before it."""

import streamlit as st
from starlette.middleware import Middleware

from components import columns, opening
from components.exporting import answers as exporting
from components.finding import known, oembed
from components.map.bases import hosts
from components.operating import metrics, settings
from components.operating.codings import Codings
from components.operating.doors import Doors
from components.operating.failing import say_so
from components.operating.headers import Headers
from components.operating.health import Health
from components.operating.hosts import Hosts
from components.operating.lifespan import lifespan
from components.operating.messages import Messages
from components.operating.readers import Readers
from components.operating.watch import Watch
from components.serving import modules
from components.serving.bundle import Bundle
from components.serving.served import routes
from components.shelf import refill, register, sweep
from components.workshop.routes import routes as workshop

decided = settings.read()
readers = Readers(decided.readers)
health = Health(readers)
metrics.watch(readers)

app = st.App(
    "components/page.py",
    lifespan=lifespan(health, register, sweep, decided.embed),
    routes=[
        *opening.routes(),
        *modules.routes(develop=decided.develop),
        *columns.routes(),
        *routes(refill),
        *exporting.routes(),
        *oembed.routes(),
        *known.routes(),
        *workshop(),
        *health.routes(),
        *metrics.routes(),
    ],
    middleware=[
        Middleware(Headers, embed=decided.embed, images=hosts(), secure=decided.secure),
        Middleware(Codings),
        Middleware(Hosts, public=decided.address, proxies=decided.proxies),
        Middleware(Messages),
        Middleware(Watch),
        Middleware(Doors, readers=readers, sign_in=decided.sign_in),
        Middleware(Bundle),
    ],
    on_script_error=say_so,
)
