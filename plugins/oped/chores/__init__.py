"""What the tasks of `tasks.py` do: converting, building and publishing as commands of their own."""
