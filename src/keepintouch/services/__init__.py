"""What a user asks for: one function a request."""
