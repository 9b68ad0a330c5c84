# shellcheck shell=bash
# say NAME STATUS
say() { if [ "$2" -eq 0 ]; then echo "ok $1"; else echo "no $1"; fi; }
# has NAME TEXT PATTERN
has() { [[ $2 =~ $3 ]]; say "$1" $?; }
