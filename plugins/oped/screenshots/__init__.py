"""Every page kind as a picture, to look at before a change of the theme is signed."""
