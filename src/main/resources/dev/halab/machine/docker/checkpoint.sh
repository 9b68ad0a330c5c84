# checkpoint.sh save|restore NODE: the volume of one node, from a container that has it as /var and the checkpoint's
# volume as /checkpoint. The node does not run meanwhile, or stands still.
#
# save     keeps what differs from the image: files whose inode changed after the volume was filled from it (by ctime,
#          which no program sets), and the list of all names, by which deleted ones are known. Prints its megabytes.
#          Ends with status 9 if there is no room.
# restore  makes the volume of a node that was never started what it was.
set -u
verb=$1 node=$2
seeded=lib/halab-seeded
cd /var || exit 1
names() { find . -mindepth 1 -printf '%P\0' | LC_ALL=C sort -z; }

case $verb in
  save)
    [ -e "$seeded" ] && newer="-newercc $seeded" || newer=
    names >"/checkpoint/$node.names" || exit 1
    # shellcheck disable=SC2086
    find . -mindepth 1 $newer ! -type s -printf '%P\0' >"/checkpoint/$node.changed" || exit 1
    # shellcheck disable=SC2086
    need=$(find . -mindepth 1 $newer -printf '%k\n' | awk '{n += $1} END {print n + 0}')
    room=$(df -Pk /checkpoint | awk 'NR == 2 {print $4}')
    if [ $((need + 262144)) -gt "$room" ]; then
      echo "$((need / 1024)) MB are needed and $((room / 1024)) MB are free" >&2
      exit 9
    fi
    tar --create --sparse --file="/checkpoint/$node.tar" --no-recursion --null --verbatim-files-from \
      --files-from="/checkpoint/$node.changed" --xattrs --xattrs-include='*' --numeric-owner --warning=no-file-ignored ||
      exit 1
    sync "/checkpoint/$node.tar"
    du -m "/checkpoint/$node.tar" | awk '{print $1}'
    ;;
  restore)
    # deepest first
    names >/tmp/names || exit 1
    LC_ALL=C comm -z -23 /tmp/names "/checkpoint/$node.names" | LC_ALL=C sort -rz | xargs -0r rm -rf -- || exit 1
    tar --extract --file="/checkpoint/$node.tar" --xattrs --xattrs-include='*' --numeric-owner --preserve-permissions \
      --overwrite || exit 1
    names | LC_ALL=C comm -z -13 - "/checkpoint/$node.names" | tr '\0' '\n' >/tmp/lacking
    # sockets are made by their programs
    echo "$(wc -l </tmp/lacking) names without a file"
    ;;
  *) exit 2 ;;
esac
