"""The Vietnamese language pack that JupyterLab finds through its entry point."""
