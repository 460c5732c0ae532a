#!/bin/sh
# 给没有管理员权限的用户装牟邻：./install.sh；卸载：./install.sh --remove（数据不动）
# Installs mulin for a user without rights: ./install.sh [--prefix FOLDER]; ./install.sh --remove takes
# away what was installed and no data.
set -eu

prefix=${HOME:?}/.local
remove=
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=${2:?}; shift ;;
        --remove) remove=yes ;;
        *) echo "usage: install.sh [--prefix FOLDER] [--remove]" >&2; exit 2 ;;
    esac
    shift
done

list=$prefix/share/mulin/installed

if [ -n "$remove" ]; then
    [ -f "$list" ] || { echo "牟邻没有装在 $prefix / mulin is not installed in $prefix" >&2; exit 1; }
    while IFS= read -r file; do
        rm -f -- "$prefix/$file"
    done < "$list"
    rm -f -- "$list"
    rmdir -- "$prefix/share/mulin" "$prefix/share/doc/mulin/keymaps" "$prefix/share/doc/mulin" 2> /dev/null || true
    echo "已卸载，数据没有动 / removed; the data are untouched"
    exit 0
fi

cd "$(dirname "$0")"
./bin/mulin --version > /dev/null || {
    echo "这台机器上启动不了牟邻，什么也没有装 / mulin does not start on this machine; nothing was installed" >&2
    exit 1
}
mkdir -p "$prefix/share/mulin"
find bin share -type f > "$list.new"
while IFS= read -r file; do
    mkdir -p "$(dirname "$prefix/$file")"
    # A running program keeps its file: the new one takes the name.
    cp -p -- "$file" "$prefix/$file.new"
    mv -f -- "$prefix/$file.new" "$prefix/$file"
done < "$list.new"
if [ -f "$list" ]; then
    # What an earlier release had and this one has not.
    grep -vxFf "$list.new" "$list" | while IFS= read -r file; do rm -f -- "$prefix/$file"; done
fi
mv -f -- "$list.new" "$list"
echo "已装到 $prefix/bin/mulin / installed as $prefix/bin/mulin"
case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) echo "请把 $prefix/bin 加进 PATH，或直接运行它 / add $prefix/bin to PATH, or run it by its path" ;;
esac
