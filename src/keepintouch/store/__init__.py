"""Where contacts and touchpoints are kept."""
