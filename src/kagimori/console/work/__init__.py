"""What happens by itself: enqueue, delay and cron."""
