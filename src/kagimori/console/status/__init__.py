"""What the platform says of itself: readings, the page, the state now."""
