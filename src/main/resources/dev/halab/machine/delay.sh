# delay.sh set ADDRESS MILLISECONDS LOSS | clear ADDRESS: what a node sends on the interface with that address arrives
# later, or not at all for LOSS in a hundred packets. Runs as root in the node's network namespace.
#
# Ends with 4 if no interface has the address, with 5 if the kernel has no netem, with 6 if the delay does not stand or
# does not go away.
set -u
verb=$1 address=$2
device=$(ip -o -4 address show | awk -v a="$address" '{split($4, c, "/")} c[1] == a {print $2; exit}')
[ -n "$device" ] || exit 4
stands() { tc qdisc show dev "$device" | grep -q '^qdisc netem'; }
case $verb in
  set)
    said=$(tc qdisc replace dev "$device" root netem delay "${3}ms" loss "${4}%" 2>&1) || {
      echo "$said" >&2
      case $said in *unknown* | *'No such file'*) exit 5 ;; esac
      exit 6
    }
    stands || exit 6
    ;;
  clear)
    stands || exit 0
    tc qdisc del dev "$device" root || exit 6
    ! stands || exit 6
    ;;
  *) exit 2 ;;
esac
