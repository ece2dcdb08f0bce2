"""All libraries that the tasks of this room use, loaded once: workers that are forked afterwards share them."""

from __future__ import annotations


def preload() -> None:
    """Import them, and set up the fonts; nothing else happens."""
    import email.policy

    import pikepdf
    import PIL.Image
    import PIL.JpegImagePlugin
    import PIL.PngImagePlugin
    import PIL.WebPImagePlugin
    import pypdfium2

    from dossier.pdf import print as printing

    loaded = (email.policy, PIL.Image, PIL.JpegImagePlugin, PIL.PngImagePlugin, PIL.WebPImagePlugin, pikepdf, pypdfium2)
    if all(loaded):
        printing.preload()
