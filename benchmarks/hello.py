"""The anchor of G11: what a click program costs that does nothing."""

import click


@click.command()
def hello() -> None:
    """Says hello."""
    click.echo("hello")


if __name__ == "__main__":
    hello()
