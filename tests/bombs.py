"""`make bombs`: reads each of the worst messages in a process of its own and prints what that cost (spec 5.3)."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS_MAX = 2.0
MIB_MAX = 150.0
NAMES = "from tests.mail.bombs import BOMBS; print(*BOMBS, sep='\\n')"
BUILD = "import sys; from tests.mail.bombs import BOMBS; open(sys.argv[1], 'wb').write(BOMBS[sys.argv[2]]())"
READ = """
import resource, sys, time
from pathlib import Path
from tests.mail.whole import read_whole
read_whole(b"From: a@example.net\\nSubject: Re: x\\nContent-Type: text/html\\n\\n<p>Tiket ini kami tutup.")
raw = Path(sys.argv[1]).read_bytes()
start = time.process_time()
read = read_whole(raw)
assert read is not None and len(raw) <= 2**25, "it isn't under the limits: it would be set aside unread"
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What reading one message took; the memory is that of the whole process."""

    name: str
    mib: float
    cpu_seconds: float
    peak_mib: float

    @property
    def kept(self) -> bool:
        """Within both limits."""
        return self.cpu_seconds <= SECONDS_MAX and self.peak_mib <= MIB_MAX


def python(code: str, *arguments: str) -> str:
    """What a Python of its own prints; it ends this program where it fails."""
    # This process stays small: a child's peak begins with that of the process that started it.
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr}")
    return done.stdout


def cost(name: str, path: Path) -> Cost:
    """Build one kind of message and read it."""
    python(BUILD, str(path), name)
    seconds, peak = map(float, python(READ, str(path)).split())
    return Cost(name=name, mib=path.stat().st_size / 2**20, cpu_seconds=seconds, peak_mib=peak)


def line(one: Cost) -> str:
    """One row of the table."""
    said = "" if one.kept else "   NOT MET"
    return f"  {one.name:<40}{one.mib:>7.1f}{one.cpu_seconds:>9.2f}{one.peak_mib:>10.0f}{said}\n"


def all_costs(names: Sequence[str] = ()) -> Iterator[Cost]:
    """The cost of each kind named, or of all."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names or python(NAMES).splitlines():
            yield cost(name, Path(folder) / "bomb.eml")


def main() -> None:
    """Print the table; exit code 1 if a message is over a limit."""
    sys.stdout.write(f"  {'worst message':<40}{'MiB':>7}{'CPU s':>9}{'peak MiB':>10}\n")
    found: list[Cost] = []
    for one in all_costs(sys.argv[1:]):
        found.append(one)
        sys.stdout.write(line(one))
        sys.stdout.flush()
    slowest, largest = max(one.cpu_seconds for one in found), max(one.peak_mib for one in found)
    sys.stdout.write(f"  {f'the worst of {len(found)}':<40}{'':>7}{slowest:>9.2f}{largest:>10.0f}\n")
    sys.stdout.write(f"  wanted: at most {SECONDS_MAX:.0f} s and {MIB_MAX:.0f} MiB\n")
    sys.exit(any(not one.kept for one in found))


if __name__ == "__main__":
    main()
