"""Small real repositories, made by the git program in a clean environment with fixed names and times."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from acgs.names import File, Files, Oid
from support.gpg import GpgKey

Content = bytes | str | File | None
"""What a file is to hold; None: it is to be gone."""

NOON = datetime(2026, 6, 1, 12, 0, 0, tzinfo=UTC)
"""When a commit says that it was made, unless a test says otherwise."""


def clean_environment() -> dict[str, str]:
    """Return an environment in which no configuration of this machine has a say."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    fixed = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return kept | fixed


@dataclass(frozen=True)
class GitRepo:
    """A repository on disk; `path` is its work tree, or the bare repository itself."""

    path: Path

    def git(self, *arguments: str, data: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
        """Return what git prints, without the last line end; a failure fails the test."""
        done = self.run(*arguments, data=data, env=env)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode(errors="surrogateescape").removesuffix("\n")

    def run(
        self, *arguments: str, data: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Return how git ended, whatever that was."""
        command = ["git", "-C", str(self.path), *arguments]
        return subprocess.run(
            command, input=data, capture_output=True, env=clean_environment() | dict(env or {}), check=False
        )

    def write(self, files: Mapping[str, Content] | Files) -> None:
        """Put these files into the work tree; None removes one."""
        for name, content in files.items():
            place = self.path / name
            if content is None:
                place.unlink()
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            match content:
                case File(mode="120000", data=target):
                    place.symlink_to(target.decode())
                case File(mode=mode, data=data):
                    place.write_bytes(data)
                    place.chmod(0o755 if mode == "100755" else 0o644)
                case str():
                    place.write_text(content, encoding="utf-8", newline="")
                case bytes():
                    place.write_bytes(content)

    def commit(
        self,
        files: Mapping[str, Content] | Files,
        message: str = "change",
        *,
        at: datetime = NOON,
        key: GpgKey | None = None,
    ) -> Oid:
        """Commit the work tree with these files changed, signed by `key` at `at` where there is one."""
        self.write(files)
        self.git("add", "-A")
        return self.commit_index(message, at=at, key=key)

    def commit_index(self, message: str = "change", *, at: datetime = NOON, key: GpgKey | None = None) -> Oid:
        self.git("commit", "-q", "--allow-empty", "-m", message, env=_identity(at))
        return self.sign_head(key, at) if key else self.head

    def merge(self, branch: str, *, at: datetime = NOON, key: GpgKey | None = None) -> Oid:
        """Merge `branch` into the one that is checked out, always with a merge commit."""
        self.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch, env=_identity(at))
        return self.sign_head(key, at) if key else self.head

    def sign_head(self, key: GpgKey, at: datetime = NOON) -> Oid:
        """Put the commit that is checked out in its signed form in its place."""
        raw = self.raw(self.head)
        head, _, message = raw.partition(b"\n\n")
        gpgsig = b"\ngpgsig " + key.sign(raw, at).rstrip(b"\n").replace(b"\n", b"\n ")
        signed = self.write_object("commit", head + gpgsig + b"\n\n" + message)
        self.git("reset", "-q", "--soft", signed)
        return signed

    def write_object(self, kind: str, data: bytes) -> Oid:
        """Store these bytes as they are, whether git would make them so or not."""
        return Oid(self.git("hash-object", "-t", kind, "-w", "--literally", "--stdin", data=data))

    def raw(self, oid: str) -> bytes:
        """Return the bytes of an object as they are stored."""
        kind = self.git("cat-file", "-t", oid)
        return self.run("cat-file", kind, oid).stdout

    @property
    def head(self) -> Oid:
        return Oid(self.git("rev-parse", "HEAD"))

    def clone(self, path: Path, *options: str) -> "GitRepo":
        """Return an ordinary clone of this one at `path`."""
        self.git("clone", "-q", *options, f"file://{self.path}", str(path))
        return GitRepo(path)


def new_repo(path: Path, *, bare: bool = False) -> GitRepo:
    """Return an empty repository at `path`, on `main`."""
    path.mkdir(parents=True, exist_ok=True)
    repo = GitRepo(path)
    repo.git("init", "-q", "-b", "main", *(["--bare"] if bare else []))
    return repo


def _identity(at: datetime) -> dict[str, str]:
    date = f"{int(at.timestamp())} +0000"
    who = {"NAME": "Author", "EMAIL": "author@example.org", "DATE": date}
    return {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
