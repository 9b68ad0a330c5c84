# link.sh down|up ADDRESS REACHED: takes the interface with that address off its network, or puts it back. REACHED is the
# address at which the machine was reached for this.
#
# Ends with 4 if no interface has the address, with 6 if the machine is reached by that very interface, with 7 if the link
# is not as it was told to be.
set -u
verb=$1 address=$2 reached=$3
device_of() { ip -o -4 address show | awk -v a="$1" '{split($4, c, "/")} c[1] == a {print $2; exit}'; }
device=$(device_of "$address")
[ -n "$device" ] || exit 4
case $verb in
  down)
    [ "$(device_of "$reached")" != "$device" ] || exit 6
    ip link set dev "$device" down
    ! ip -o link show dev "$device" | grep -q '[<,]UP[,>]' || exit 7
    ;;
  up)
    ip link set dev "$device" up
    ip -o link show dev "$device" | grep -q '[<,]UP[,>]' || exit 7
    ;;
  *) exit 2 ;;
esac
