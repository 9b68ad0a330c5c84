# host.sh look|take|release ...: a host that somebody lends to a lab. Runs there; look needs no rights, the others root.
#
# look                               prints what halab must know of the host, as KEY VALUE lines.
# take LAB WHO SINCE KEY HOSTS       makes it a node: the users learner and halab, who may use sudo and log in by KEY,
#                                    and HOSTS ("ADDRESS NAME" lines) at the top of /etc/hosts. Ends with status 9 if
#                                    another lab has it. What was made is noted in /etc/halab before it is made.
# release LAB                        undoes what take did, and says what. Ends with status 9 if another lab has it.
set -u
root=${HALAB_ROOT:-}
notes=$root/etc/halab
owner=$notes/owner
hosts=$root/etc/hosts
sudoers=$root/etc/sudoers.d/halab-lab
verb=$1
shift

without_block() { awk '/^# halab: begin/ {skip = 1} !skip {print} /^# halab: end/ {skip = 0}' "$hosts"; }
home_of() { getent passwd "$1" | cut -d: -f6; }
others() { # whether another lab than $1 has this host
  [ -s "$owner" ] && ! grep -qx "lab $1" "$owner"
}

case $verb in
  look)
    echo "machine-id $(cat "$root/etc/machine-id" 2>/dev/null)"
    echo "hostname $(hostname)"
    echo "addresses $(ip -4 -o addr show 2>/dev/null | awk '{sub("/.*", "", $4); print $4}' | tr '\n' ' ')"
    if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then echo 'root yes'; else echo 'root no'; fi
    [ -d "$root/run/systemd/system" ] && echo 'init systemd'
    for program in useradd awk getent ip sudo; do
      command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || echo "lacks $program"
    done
    [ ! -s "$owner" ] || sed 's/^/owner-/' "$owner"
    ;;
  take)
    lab=$1 who=$2 since=$3 key=$4 names=$5
    PATH=$PATH:/usr/sbin:/sbin
    umask 022
    mkdir -p "$notes" || exit 1
    # whole or not at all, and the first of two who come at once has it
    printf 'lab %s\nwho %s\nsince %s\n' "$lab" "$who" "$since" >"$owner.$lab" || exit 1
    [ -s "$owner" ] || ln "$owner.$lab" "$owner" 2>/dev/null
    rm -f "$owner.$lab"
    if others "$lab"; then cat "$owner"; exit 9; fi
    for user in learner halab; do
      if ! id -u "$user" >/dev/null 2>&1; then
        echo "user $user" >>"$notes/made" || exit 1
        useradd -m -s /bin/bash "$user" || exit 1
      fi
      home=$(home_of "$user")
      [ -n "$home" ] || exit 1
      mkdir -p "$home/.ssh" || exit 1
      if ! grep -qxF "$key halab-$lab" "$home/.ssh/authorized_keys" 2>/dev/null; then
        echo "$key halab-$lab" >>"$home/.ssh/authorized_keys" || exit 1
      fi
      chmod 700 "$home/.ssh" && chmod 600 "$home/.ssh/authorized_keys" || exit 1
      chown -R "$user:" "$home/.ssh" || exit 1
    done
    # sudo passes over names with a dot
    printf 'halab ALL=(ALL:ALL) NOPASSWD: ALL\nlearner ALL=(ALL:ALL) NOPASSWD: ALL\n' >"$sudoers.new" || exit 1
    chmod 440 "$sudoers.new" && mv "$sudoers.new" "$sudoers" || exit 1
    # written through, not renamed: the file may be a mount
    block=$(printf '# halab: begin\n%s\n# halab: end' "$names")
    rest=$(without_block) || exit 1
    if [ "$(printf '%s\n%s' "$block" "$rest")" != "$(cat "$hosts")" ]; then
      printf '%s\n%s\n' "$block" "$rest" >"$hosts" || exit 1
    fi
    ;;
  release)
    lab=$1
    PATH=$PATH:/usr/sbin:/sbin
    [ -s "$owner" ] || exit 0
    if others "$lab"; then cat "$owner"; exit 9; fi
    rest=$(without_block) || exit 1
    printf '%s\n' "$rest" >"$hosts" && echo 'the names of the lab in /etc/hosts' || exit 1
    rm -f "$sudoers" "$sudoers.new" && echo "the right to use sudo in $sudoers" || exit 1
    for user in learner halab; do
      home=$(home_of "$user")
      keys=$home/.ssh/authorized_keys
      if [ -n "$home" ] && [ -e "$keys" ]; then
        rest=$(grep -v " halab-$lab\$" "$keys")
        printf '%s' "${rest:+$rest
}" >"$keys" || exit 1
        echo "the lab's key of $user"
      fi
      if grep -qx "user $user" "$notes/made" 2>/dev/null && id -u "$user" >/dev/null 2>&1; then
        pkill -KILL -u "$user" 2>/dev/null
        userdel -r "$user" >/dev/null 2>&1 || userdel "$user" || exit 1
        echo "user $user with its files"
      fi
    done
    rm -f "$notes/made" "$owner" || exit 1
    rmdir "$notes" 2>/dev/null
    exit 0
    ;;
  *) exit 2 ;;
esac
