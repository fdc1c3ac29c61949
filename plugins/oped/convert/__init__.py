"""The converter: raw pages to posts. It reads (`inputs`), takes apart (`pipeline`) and writes (`run`)."""
