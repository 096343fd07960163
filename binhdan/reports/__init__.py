"""Pages and papers about the course: figures, quarterly report, notice board, exports."""
