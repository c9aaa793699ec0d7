"""A theme's name for MkDocs and ProperDocs, which want one before plugins may speak.

The plugin replaces it by ``templates/handbook`` (``generator/handbook.py``). ProperDocs
ships no theme and asks for one called ``mkdocs`` where ``mkdocs.yml`` names none.

Source  https://www.mkdocs.org/dev-guide/themes/#packaging-themes
"""
