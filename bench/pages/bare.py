"""A bare Streamlit page: one button, one text. What everything else is measured against."""

import streamlit as st

if "count" not in st.session_state:
    st.session_state.count = 0
if st.button("go"):
    st.session_state.count += 1
st.text(f"count {st.session_state.count}")
