"""The receiver: webhooks arrive over HTTP, are judged, and are answered once their journal is durable."""
