"""The tests: those of kg/FOLDER/MODULE.py are tests/FOLDER/test_MODULE.py."""
