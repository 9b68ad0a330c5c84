# link.sh down|up ADDRESS REACHED: takes the interface with that address off its network, or puts it back. REACHED is the
# address at which the machine was reached for this.
#
# systemd-networkd takes the address away with the link, so `down` notes the interface, until the next boot, and `up` waits
# until the address is back.
#
# Ends with 4 if no interface has the address, with 6 if the machine is reached by that very interface, with 7 if the link
# is not as it was told to be.
set -u
verb=$1 address=$2 reached=$3
note=${HALAB_RUN:-/run}/halab-cut
device_of() { ip -o -4 address show | awk -v a="$1" '{split($4, c, "/")} c[1] == a {print $2; exit}'; }
is_up() { ip -o link show dev "$1" | grep -q '[<,]UP[,>]'; }
case $verb in
  down)
    device=$(device_of "$address")
    [ -n "$device" ] || exit 4
    [ "$(device_of "$reached")" != "$device" ] || exit 6
    echo "$device" >"$note" || exit 7
    ip link set dev "$device" down
    ! is_up "$device" || exit 7
    ;;
  up)
    device=$(cat "$note" 2>/dev/null || device_of "$address")
    [ -n "$device" ] || exit 4
    ip link set dev "$device" up
    is_up "$device" || exit 7
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
      [ "$(device_of "$address")" != "$device" ] || break
      sleep 0.5
    done
    [ "$(device_of "$address")" = "$device" ] || exit 7
    rm -f "$note"
    ;;
  *) exit 2 ;;
esac
