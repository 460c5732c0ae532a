#!/usr/bin/env bash
# Makes what is handed out: a tarball with install.sh, one for a stick, and a .deb.
#
#   packaging/package.sh [OUT]          into OUT, else target/packages
#
# The program needs nothing newer than glibc 2.28 (Kylin V10, UOS 20, Debian 10 and later). Beside cargo
# it takes a linker that knows old C libraries: `pip install ziglang cargo-zigbuild`. For another machine
# name its target: MULIN_TARGET=aarch64-unknown-linux-gnu (after `rustup target add`).
# MULIN_BINARY=PATH packages a program that is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${MULIN_TARGET:-x86_64-unknown-linux-gnu}
glibc=2.28
out=$(realpath -m "${1:-target/packages}")
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)

export MULIN_COMMIT
MULIN_COMMIT=$(git rev-parse --short=12 HEAD)
git diff --quiet HEAD || MULIN_COMMIT="$MULIN_COMMIT, changed"

program=${MULIN_BINARY:-}
if [ -z "$program" ]; then
    cargo zigbuild --locked --profile dist --target "$target.$glibc"
    program=target/$target/dist/mulin
fi
case $target in
    x86_64-*) machine=amd64 ;;
    aarch64-*) machine=arm64 ;;
    *) echo "no .deb name is known for $target" >&2; exit 1 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What is put on a machine, below a prefix.
tree=$work/tree
install -D -m 755 "$program" "$tree/bin/mulin"
page() { # LANGUAGE FILE
    install -d "$(dirname "$tree/$2")"
    "$program" man --lang "$1" | gzip -9n > "$tree/$2"
}
page en share/man/man1/mulin.1.gz
page zh share/man/zh_CN/man1/mulin.1.gz
completions() { # SHELL FILE
    install -d "$(dirname "$tree/$2")"
    "$program" completions "$1" > "$tree/$2"
}
completions bash share/bash-completion/completions/mulin
completions zsh share/zsh/site-functions/_mulin
completions fish share/fish/vendor_completions.d/mulin.fish
install -d "$tree/share/doc/mulin/keymaps"
install -m 644 README.md README.zh.md CHANGELOG.md LICENSE THIRD_PARTY.md "$tree/share/doc/mulin/"
install -m 644 src/runtime/data/config.toml "$tree/share/doc/mulin/config.example.toml"
install -m 644 keymaps/*.toml "$tree/share/doc/mulin/keymaps/"

mkdir -p "$out"
name=mulin-$version-${target%%-*}-linux

# A user without rights: unpack, ./install.sh
folder=$work/$name
cp -r "$tree" "$folder"
install -m 755 packaging/install.sh "$folder/install.sh"
tar -C "$work" --owner=0 --group=0 --sort=name -czf "$out/$name.tar.gz" "$name"

# A stick: unpack onto it, ./mulin
stick=$work/mulin-stick
install -D -m 755 "$program" "$stick/mulin"
install -m 644 README.zh.md README.md LICENSE THIRD_PARTY.md "$stick/"
echo "牟邻把数据放在这个文件旁边的 mulin-data 里。 Everything stays in mulin-data beside this file." > "$stick/mulin.portable"
tar -C "$work" --owner=0 --group=0 --sort=name -czf "$out/$name-stick.tar.gz" mulin-stick

# Debian, Kylin, UOS
if command -v dpkg-deb > /dev/null; then
    deb=$work/deb
    mkdir -p "$deb/DEBIAN"
    cp -r "$tree" "$deb/usr"
    cat > "$deb/DEBIAN/control" <<CONTROL
Package: mulin
Version: $version
Architecture: $machine
Maintainer: the mulin founders <mulin@localhost>
Section: misc
Priority: optional
Depends: libc6 (>= $glibc)
Installed-Size: $(du -sk "$deb/usr" | cut -f1)
Description: 牟邻之家：乡镇信访和矛盾调解中心的接待台
 The reception desk of a township's petition and dispute-mediation centre,
 in a terminal, offline. Removing the package leaves every user's data.
CONTROL
    (cd "$deb" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
    dpkg-deb --root-owner-group --build "$deb" "$out/mulin_${version}_$machine.deb" > /dev/null
else
    echo "no dpkg-deb here: the .deb was not made" >&2
fi

(cd "$out" && sha256sum "$name"* mulin_"$version"_* 2> /dev/null > SHA256SUMS || true)
ls -l "$out"
