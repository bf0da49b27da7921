"""What lies around the views: the bar with the state of reception, banners, empty places, what is remembered."""
