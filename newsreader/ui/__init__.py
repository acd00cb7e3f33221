"""What is seen: the application, its screens and widgets."""
