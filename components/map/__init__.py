"""The map: the only folder that knows folium and streamlit-folium."""
