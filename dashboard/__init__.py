"""The dashboard: articles, their marks and their figures in a browser. Start it with `streamlit run dashboard/app.py`."""
