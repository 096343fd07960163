"""The learner's desk and the class: workspace, JupyterLab, hand-in, collection."""
