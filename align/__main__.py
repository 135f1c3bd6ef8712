"""`python -m align` is `align`."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C is quiet from the first moment on, while the commands are still being imported."""
    try:
        from align.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("align: stopped\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
