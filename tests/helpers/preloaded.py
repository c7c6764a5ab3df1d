"""Imports the libraries of the app, and nothing of the app itself, in the process that forks."""

from importlib import import_module

LIBRARIES = (
    "edtf",
    "folium",
    "pandas",
    "pyarrow.parquet",
    "shapely.geometry",
    "streamlit.runtime.scriptrunner",
    "streamlit.web.bootstrap",
    "streamlit.web.cli",
    "streamlit.web.server.starlette",
    "uvicorn.protocols.websockets.auto",
)
for library in LIBRARIES:
    import_module(library)
