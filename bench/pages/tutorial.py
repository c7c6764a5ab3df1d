"""The way tutorials write such a map: a Marker with a Popup per statement, rebuilt per filter."""

import os
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

FOLDER = Path(os.environ["BENCH_DATASET"])
statements = pd.read_csv(FOLDER / "statements.csv", keep_default_na=False)
links = pd.read_csv(FOLDER / "statement_places.csv")
places = pd.read_csv(FOLDER / "places.csv").set_index("id")

st.set_page_config(layout="wide")
speaker = st.radio("Speaker", ["all", *statements["speaker"].unique()[:5]], horizontal=True)
shown = statements if speaker == "all" else statements[statements["speaker"] == speaker]
chart = folium.Map(location=[20, 20], zoom_start=2, tiles=None)
for record in shown.merge(links, left_on="id", right_on="statement").itertuples():
    place = places.loc[record.place]
    folium.Marker([place["lat"], place["lon"]], popup=folium.Popup(record.exact)).add_to(chart)
st_folium(chart, height=500, returned_objects=["last_object_clicked"])
st.text(f"{speaker}: {len(shown)} statements")
