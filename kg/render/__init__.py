"""What shows a thing: text, HTML, SVG, sentences, citations; each takes what it is given."""
