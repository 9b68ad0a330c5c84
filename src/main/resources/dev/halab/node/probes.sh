# What a node tells about itself. The shapes of the facts are documented in Facts.java, the frames in Frames.java.
#
# Rules: only reads; no file is made, not even a temporary one; FIFOs, devices and sockets are never opened as files; an
# argument is data and never becomes shell text; timeout(1) only around what can hang. Forks are what costs here, so
# facts of one kind share one program where there is one that takes many, and short lines are framed without base64.
#
# Runs in dash as `sh -s`, as root, with a fixed PATH, LC_ALL=C and TZ=UTC; the last line calls `batch`.

set -f
nl='
'
tab='	'
# IFS is a newline everywhere, unless a function says otherwise.
IFS=$nl
limit=65536
# `patience`, in seconds: how long a program that can hang may take, where the machine is known to be slow.

# ---- frames ---------------------------------------------------------------------------------------

# Appends a line to `out`: as it is if it is printable ASCII, in base64 else.
line() {
    case $1 in
    *[!\ !#-~]*) out=$out,$(printf '%s\n' "$1" | base64 -w0) ;;
    *) out=$out,\"$1\" ;;
    esac
}

# Appends text of any number of lines to `out`.
text() {
    case $1 in
    '') ;;
    *"$nl"*) out=$out,$(printf '%s\n' "$1" | base64 -w0) ;;
    *) line "$1" ;;
    esac
}

# Prints the record of fact $1 with status $2, `out`, and $3 as what was said on the error stream.
record() {
    said=$3
    [ ${#said} -le 2048 ] || said=$(printf '%.2048s' "$said")
    held=$out
    out=
    text "$said"
    said=${out#,}
    if [ ${#held} -gt 90000 ]; then
        printf '%s %s large - -\n' "$nonce" "$1"
    else
        held=${held#,}
        printf '%s %s %s %s %s\n' "$nonce" "$1" "$2" "${held:--}" "${said:--}"
    fi
    out=
}

# Runs $2… without input and records both its streams as fact $1.
record_of() {
    i=$1
    shift
    # Descriptor 3 takes the error stream past the inner substitution; the last line is ours.
    all=$(
        {
            text=$("$@" 2>&3 3>&-)
            status=$?
            out=
            text "$text"
            printf '\n%s %s' "$status" "$out"
        } 3>&1
    )
    last=${all##*"$nl"}
    said=${all%"$nl"*}
    said=${said%"$nl"}
    out=${last#* }
    record "$i" "${last%% *}" "$said"
}

# Splits a request `INDEX|KIND|ARGUMENT…` into i, kind, a, b.
split() {
    i=${1%%|*}
    kind=${1#*|}
    a=
    b=
    case $kind in
    *\|*)
        a=${kind#*|}
        kind=${kind%%|*}
        case $a in
        *\|*)
            b=${a#*|}
            a=${a%%|*}
            plain "$b" || { b=$(printf '%b.' "$b") && b=${b%.}; }
            ;;
        esac
        plain "$a" || { a=$(printf '%b.' "$a") && a=${a%.}; }
        ;;
    esac
}

# Whether an argument came without escapes.
plain() {
    case $1 in *\\*) return 1 ;; esac
}

# ---- files ----------------------------------------------------------------------------------------

# One stat for every file asked for: `heads` has a line for each, in the order of the requests.
stat_files() {
    marks=
    set --
    for r in $requests; do
        split "$r"
        case $kind in file | key | kubeconfig | certificates | join-command) ;; *) continue ;; esac
        case $a in
        /*) if [ -e "$a" ]; then set -- "$@" "$a" && marks="$marks${nl}y"; else marks="$marks${nl}n"; fi ;;
        *) marks="$marks${nl}n" ;;
        esac
    done
    stats=
    if [ $# -gt 0 ]; then
        stats=$(stat -L --printf '%f %a %U %G %s %.9Y\n' -- "$@" 2>/dev/null) || stats=$(stat_singly "$@")
    fi
    heads=
    for mark in $marks; do
        if [ "$mark" = y ]; then
            head_of "${stats%%"$nl"*}"
            stats=${stats#*"$nl"}
        else
            heads="${heads}absent$nl"
        fi
    done
}

# A file went away between the test and stat: ask for each alone, so that lines and files stay together.
stat_singly() {
    for f in "$@"; do
        stat -L --printf '%f %a %U %G %s %.9Y\n' -- "$f" 2>/dev/null || echo gone
    done
}

# Turns a line of stat into the first line of a file's fact, at the end of `heads`.
head_of() {
    case $1 in
    8???' '*) type=regular ;;
    4???' '*) type=directory ;;
    1???' '*) type=fifo ;;
    c???' '*) type=socket ;;
    6???' '*) type=block ;;
    2???' '*) type=char ;;
    *) heads="${heads}absent$nl" && return ;;
    esac
    rest=${1#* }
    mode=${rest%% *}
    while [ ${#mode} -lt 4 ]; do mode=0$mode; done
    heads="$heads$type $mode ${rest#* }$nl"
}

# Takes the next line of `heads` into `head`; whether its file has bytes that may be read.
next_head() {
    head=${heads%%"$nl"*}
    heads=${heads#*"$nl"}
    out=
    line "$head"
    size=${head% *}
    size=${size##* }
    case $head in
    'regular '*) [ "$size" -gt 0 ] && [ "$size" -le $limit ] ;;
    *) return 1 ;;
    esac
}

file() {
    status=0
    if next_head; then
        bytes=$(base64 -w0 2>/dev/null <"$a")
        # It was there a moment ago: nothing read is not an empty file.
        [ -n "$bytes" ] || status=5
        out=$out,$bytes
    fi
    record "$i" $status ''
}

kubeconfig() {
    status=0
    if next_head; then
        bytes=$(head -c $limit -- "$a" 2>/dev/null | cut_secrets | base64 -w0)
        [ -n "$bytes" ] || status=5
        out=$out,$bytes
    fi
    record "$i" $status ''
}

# Replaces the values of client-key-data, token, password and the like, whatever way they are written; what continues
# such a value on deeper lines goes too. Rather too much is cut than too little.
cut_secrets() {
    awk '
        { match($0, /^[ \t]*/); indent = RLENGTH }
        inside && (indent > depth || /^[ \t]*$/) { next }
        {
            inside = 0
            # Private keys in base64, wherever they stand: RSA, EC, PKCS 8, OpenSSH.
            gsub(/LS0tLS1CRUdJTiB[QSFP][A-Za-z0-9+\/=]*/, "cut")
            done = ""
            rest = $0
            while (match(rest, /(client-key-data|client-secret|[A-Za-z_-]*token|[A-Za-z_-]*[Pp]assword)["\047]?[ \t]*:/)) {
                depth = length(done) + RSTART - 1
                if (substr(rest, RSTART - 1, 1) ~ /["\047]/) depth--
                done = done substr(rest, 1, RSTART + RLENGTH - 1) " cut"
                rest = substr(rest, RSTART + RLENGTH)
                if (match(rest, /^[ \t]*"([^"\\]|\\.)*"/) || match(rest, /^[ \t]*\047[^\047]*\047/)) {
                    rest = substr(rest, RLENGTH + 1)
                } else {
                    rest = ""
                    inside = 1
                }
            }
            print done rest
        }
    '
}

certificates() {
    status=0
    if next_head; then
        bytes=$(awk '/-----BEGIN CERTIFICATE-----/ { on = 1 } on; /-----END CERTIFICATE-----/ { on = 0 }' 2>/dev/null <"$a" |
            base64 -w0)
        [ -z "$bytes" ] || out=$out,$bytes
    fi
    record "$i" $status ''
}

# What the kubelet would read of directory $a, which is its own if none is named: every name without a leading dot,
# whatever its ending.
manifests() {
    out=
    directory=${a:-/etc/kubernetes/manifests}
    case $directory in
    /*) [ -d "$directory" ] || { record "$i" 2 '' && return; } ;;
    *) record "$i" 2 '' && return ;;
    esac
    set +f
    set -- "$directory"/*
    set -f
    for f in "$@"; do
        [ -e "$f" ] || [ -L "$f" ] || continue
        name=${f##*/}
        case $name in *"$nl"*) name=$(printf %s "$name" | tr '\n' '?') ;; esac
        bytes=-
        if [ -f "$f" ] && [ "$(stat -L -c %s -- "$f")" -le $limit ]; then bytes=$(base64 -w0 2>/dev/null <"$f"); fi
        line "$name $bytes"
    done
    record "$i" 0 ''
}

key() {
    status=0
    if next_head; then
        known=
        for entry in $keys; do
            case $entry in "$i "*) known=${entry#* } ;; esac
        done
        case $known in
        '') sum_key ;;
        *)
            pem=${known%% *}
            known=${known#* }
            line "sha256 ${known%% *}"
            case $pem in
            sure) line "public ${known#* }" ;;
            unsure) sum_public ;;
            esac
            ;;
        esac
    fi
    record "$i" $status ''
}

sum_key() {
    sum=$(sha256sum 2>/dev/null <"$a")
    if [ -n "$sum" ]; then line "sha256 ${sum%% *}"; else status=5; fi
    sum_public
}

sum_public() {
    find_pem
    [ -n "$pem" ] || return 0
    sum=$(public_half 2>/dev/null | sha256sum)
    # The sum of nothing: openssl found no key.
    case $sum in
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855*) ;;
    *) line "public ${sum%% *}" ;;
    esac
}

# Every `key` fact by one perl and one sha256sum, where they would be three programs for each. `keys` has lines
# `INDEX sure SHA256 PUBLIC`, `INDEX none SHA256 -` for what holds no key, and `INDEX unsure SHA256 -` for what openssl
# must read: all that is not plain RSA. What has no line is left to `sum_key`.
sum_keys() {
    set --
    for r in $requests; do
        split "$r"
        [ "$kind" = key ] || continue
        case $a in /*) [ ! -f "$a" ] || set -- "$@" "$i" "$a" ;; esac
    done
    keys=
    [ $# -eq 0 ] || keys=$(perl -e "$keys_perl" -- "$@" 2>/dev/null)
}

# Strict on purpose: what is not exactly as it should be is openssl's. Texts go to sha256sum through pipes, which hold
# them whole.
keys_perl='
    $^F = 1023;
    sub element {
        my ($d, $p, $end) = @_;
        return if $p + 2 > $end;
        my ($tag, $length, $head) = (unpack("CC", substr($$d, $p, 2)), 2);
        if ($length > 127) {
            my $n = $length - 128;
            return if $n < 1 || $n > 3 || $p + 2 + $n > $end;
            $length = 0;
            $length = $length * 256 + $_ for unpack("C*", substr($$d, $p + 2, $n));
            return if $length < 128 || $length >> 8 * ($n - 1) == 0;
            $head += $n;
        }
        return $p + $head + $length > $end ? () : ($tag, $p + $head, $p + $head + $length);
    }
    sub parts {
        my ($d, $p, $end) = @_;
        my @parts;
        while ($p < $end) {
            my ($tag, $from, $to) = element($d, $p, $end) or return;
            push @parts, [$tag, $from, $to, $p];
            $p = $to;
        }
        return @parts;
    }
    sub tags { join " ", map { $_->[0] } @_ }
    sub whole {
        my ($d) = @_;
        my ($tag, $from, $to) = element($d, 0, length $$d);
        return $tag == 48 && $to == length $$d ? parts($d, $from, $to) : ();
    }
    sub positive {
        my ($d, $part) = @_;
        my ($first, $second) = unpack("CC", substr($$d, $part->[1], $part->[2] - $part->[1]) . "\0");
        return $part->[2] > $part->[1] && $first < 128 && ($first > 0 || $second > 127);
    }
    $rsa = pack "H*", "300d06092a864886f70d0101010500";
    sub public_rsa {
        my ($spki) = @_;
        my ($algorithm, $bits) = my @two = whole(\$spki);
        return unless tags(@two) eq "48 3" && substr($spki, $algorithm->[3], 15) eq $rsa;
        my $key = substr($spki, $bits->[1], $bits->[2] - $bits->[1]);
        return unless $key =~ s/^\0//;
        my @numbers = whole(\$key);
        return tags(@numbers) eq "2 2" && positive(\$key, $numbers[0]) && positive(\$key, $numbers[1]) ? $spki : ();
    }
    sub wrapped {
        my ($tag, $text) = @_;
        my $n = length $text;
        return chr($tag) . ($n < 128 ? chr $n : $n < 256 ? pack("CC", 129, $n) : pack("Cn", 130, $n)) . $text;
    }
    sub of_private {
        my ($d) = @_;
        my @numbers = whole(\$d);
        return unless tags(@numbers) eq "2 2 2 2 2 2 2 2 2" && substr($d, $numbers[0][3], 3) eq "\2\1\0";
        my $two = substr($d, $numbers[1][3], $numbers[2][2] - $numbers[1][3]);
        return public_rsa(wrapped(48, $rsa . wrapped(3, "\0" . wrapped(48, $two))));
    }
    sub of_pkcs8 {
        my ($d) = @_;
        my ($version, $algorithm, $key) = my @parts = whole(\$d);
        return unless tags(@parts) eq "2 48 4" && substr($d, $version->[3], 3) eq "\2\1\0";
        return substr($d, $algorithm->[3], 15) eq $rsa ? of_private(substr($d, $key->[1], $key->[2] - $key->[1])) : ();
    }
    sub of_certificate {
        my ($d) = @_;
        my ($body) = my @three = whole(\$d);
        return unless tags(@three) eq "48 48 3";
        my @fields = parts(\$d, $body->[1], $body->[2]);
        return unless tags(@fields) =~ /^160 2 48 48 48 48 48( |$)/;
        return public_rsa(substr($d, $fields[6][3], $fields[6][2] - $fields[6][3]));
    }
    %of = ("PUBLIC KEY", \&public_rsa, "CERTIFICATE", \&of_certificate, "RSA PRIVATE KEY", \&of_private,
        "PRIVATE KEY", \&of_pkcs8);
    sub public {
        my ($text) = @_;
        $text =~ /^-----BEGIN (PUBLIC KEY|CERTIFICATE|.*PRIVATE KEY)-----/m or return ("none", "");
        my $label = $1;
        $of{$label} && $text =~ /^-----BEGIN \Q$label\E-----\n((?:[A-Za-z0-9+\/]{64}\n)*[A-Za-z0-9+\/]+={0,2}\n)-----END \Q$label\E-----$/m
            or return ("unsure", "");
        (my $coded = $1) =~ s/\n//g;
        return ("unsure", "") if length($coded) % 4;
        $coded =~ s/=+$//;
        $coded =~ tr|A-Za-z0-9+/| -_|;
        my $der = "";
        $der .= unpack "u", chr(32 + int(length($1) * 3 / 4)) . $1 while $coded =~ /(.{1,60})/gs;
        my ($public) = $of{$label}->($der);
        return $public ? ("sure", $public) : ("unsure", "");
    }
    sub piped {
        my ($text) = @_;
        pipe(my $out, my $in) or die;
        binmode $in;
        print $in $text or die;
        close $in or die;
        push @open, $out;
        return "/dev/fd/" . fileno $out;
    }
    while (my ($index, $file) = splice @ARGV, 0, 2) {
        # 2048: a pipe in its place does not hold us up
        my ($f, $text);
        sysopen($f, $file, 2048) && -f $f or next;
        my $n = sysread $f, $text, 16385;
        next if !$n || $n > 16384;
        my ($sure, $public) = public($text);
        push @texts, piped($text);
        push @texts, piped($public) if $sure eq "sure";
        push @certificates, "-certfile", $file if $sure eq "sure" && $text =~ /^-----BEGIN CERTIFICATE/m;
        push @found, [$index, $sure];
    }
    exit unless @texts;
    # openssl reads all certificates to their ends: if it takes them, the keys were where they were looked for
    open my $taken, "-|", "openssl", "crl2pkcs7", "-nocrl", @certificates or die if @certificates;
    open my $sums, "-|", "sha256sum", "--", @texts or die;
    my @sums = map { /^([0-9a-f]{64}) / ? $1 : die } <$sums>;
    die unless @sums == @texts;
    if (@certificates) {
        my @pem = <$taken>;
        close $taken or die;
    }
    printf "%s %s %s %s\n", @$_, shift @sums, $_->[1] eq "sure" ? shift @sums : "-" for @found;
'

# Sets `pem` to what file $a holds first: private, public, certificate, or nothing.
find_pem() {
    pem=
    while [ -z "$pem" ] && read -r head; do
        case $head in
        '-----BEGIN PUBLIC KEY-----'*) pem=public ;;
        '-----BEGIN CERTIFICATE-----'*) pem=certificate ;;
        '-----BEGIN '*'PRIVATE KEY-----'*) pem=private ;;
        esac
    done <"$a"
}

# The SubjectPublicKeyInfo (DER) of what find_pem found.
public_half() {
    case $pem in
    private) openssl pkey -in "$a" -passin pass: -pubout -outform DER ;;
    public) openssl pkey -pubin -in "$a" -pubout -outform DER ;;
    certificate) openssl x509 -in "$a" -noout -pubkey | openssl pkey -pubin -pubout -outform DER ;;
    esac
}

listing() {
    case $a in
    /*) [ ! -d "$a" ] || { record_of "$i" ls -1Apq -- "$a" && return; } ;;
    esac
    out=
    record "$i" 2 ''
}

# ---- time and processes ---------------------------------------------------------------------------

# Sets `boot`: milliseconds of 1970 when the node started, so that a process's start (in ticks since then) has a date.
# The uptime is read on both sides of date(1) and again if the machine was too busy in between.
find_boot() {
    [ -z "$boot" ] || return 0
    for try in 1 2 3 4; do
        uptime_ms
        before=$ms
        now=$(date +%s%3N)
        uptime_ms
        [ $((ms - before)) -gt 20 ] || break
    done
    # What the kernel prints is cut to hundredths: the middle is 5 ms later.
    up=$(((before + ms) / 2 + 5))
    boot=$((now - up))
}

# Sets `ms`: the uptime.
uptime_ms() {
    IFS=' ' read -r ms _ </proc/uptime
    ms=$((${ms%.*} * 1000 + 1${ms#*.} * 10 - 1000))
}

# Sets `started`: when process $1 started, as seconds of 1970 with fraction; fails if it is gone.
start_of() {
    stat=
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null
    # The name in parentheses may hold anything, so count from the last parenthesis.
    stat=${stat##*) }
    [ -n "$stat" ] || return 1
    IFS=' '
    set -- $stat
    IFS=$nl
    shift 19
    ticks=$1
    # A tick is a hundredth of a second in everything the kernel prints; the middle of it is 5 ms later.
    started_ms=$((boot + ticks * 10 + 5))
    seconds "$started_ms"
}

# Sets `started`: milliseconds $1 as seconds with fraction.
seconds() {
    fraction=$((1000 + $1 % 1000))
    started=$(($1 / 1000)).${fraction#1}
}

clock() {
    out=
    seconds "$now"
    at=$started
    seconds "$up"
    line "$at $started"
    record "$i" 0 ''
}

# Every `unit` fact by one systemctl.
units() {
    set --
    asked=
    for r in $requests; do
        split "$r"
        [ "$kind" = unit ] || continue
        case $a in
        '' | -* | *[!A-Za-z0-9:_.@\\-]*) out= && record "$i" 1 "this is not a unit's name" ;;
        *) set -- "$@" "$a" && asked="$asked$nl$i" ;;
        esac
    done
    [ $# -gt 0 ] || return 0
    shown=$(show_units "$@" 2>&1)
    status=$?
    if [ $status -ne 0 ]; then
        out=
        for i in $asked; do record "$i" $status "${shown##*"$nl"}"; done
        return 0
    fi
    # Blocks stand in the order of the names, parted by an empty line.
    shown=$shown$nl$nl
    for i in $asked; do
        unit "${shown%%"$nl$nl"*}"
        shown=${shown#*"$nl$nl"}
    done
}

show_units() {
    timeout -k 1 "${patience:-3}" systemctl show --no-pager -p LoadState -p ActiveState -p SubState -p UnitFileState -p MainPID \
        -p NRestarts -p ControlGroup -- "$@"
}

# The record of unit $i from its block of `systemctl show`.
unit() {
    out=
    main=0
    group=
    for name in LoadState ActiveState SubState UnitFileState MainPID NRestarts; do
        for property in $1; do
            case $property in
            "$name="*) line "$property" ;;
            esac
            case $property in
            MainPID=*) main=${property#*=} ;;
            ControlGroup=*) group=${property#*=} ;;
            esac
        done
    done
    if [ "$main" != 0 ] && start_of "$main"; then
        line "Started=$started"
        youngest "$main" "$group"
        line "Youngest=$started"
    elif [ -n "$group" ] && youngest '' "$group"; then
        line "Youngest=$started"
    fi
    record "$i" 0 ''
}

# Sets `started` of the youngest process of control group $2, or of $1 and its children where groups cannot be read.
youngest() {
    members=
    for root in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
        procs=$root$2/cgroup.procs
        if [ -n "$2" ] && [ -r "$procs" ]; then
            members=$(cat "$procs" 2>/dev/null)
            [ -z "$members" ] || break
        fi
    done
    if [ -z "$members" ] && [ -n "$1" ]; then
        children=
        { read -r children <"/proc/$1/task/$1/children"; } 2>/dev/null
        IFS=" $nl"
        members="$1 $children"
    fi
    IFS=" $nl"
    set -- $members
    IFS=$nl
    newest=
    for pid in "$@"; do
        if start_of "$pid"; then
            [ -n "$newest" ] && [ "$newest" -ge "$started_ms" ] || newest=$started_ms
        fi
    done
    [ -n "$newest" ] && seconds "$newest"
}

processes() {
    out=
    [ -n "$executables" ] || executables=$(find_executables)
    for entry in $executables; do
        exe=${entry#* }
        case $exe in
        */"$a" | */"$a (deleted)")
            pid=${entry%% *}
            pid=${pid#/proc/}
            start_of "$pid" || continue
            line "$pid $started $exe"
            # A newline inside an argument would look like another argument.
            out=$out,$(tr '\n\000' ' \n' 2>/dev/null <"/proc/$pid/cmdline" | sed "s/^/$tab/" | base64 -w0)
            out=${out%,}
            ;;
        esac
    done
    record "$i" 0 ''
}

# `/proc/PID EXE` of every process that has an executable.
find_executables() {
    set +f
    set -- /proc/[0-9]*/exe
    find "$@" -maxdepth 0 -printf '%h %l\n' 2>/dev/null
}

# ---- packages, kernel, network --------------------------------------------------------------------

# Every `package` fact by one dpkg-query.
packages() {
    set --
    asked=
    for r in $requests; do
        split "$r"
        [ "$kind" = package ] || continue
        # What cannot be a package's name would be a pattern for dpkg-query.
        case $a in *[!a-z0-9.+-]*) a=not/a/name ;; esac
        set -- "$@" "$a"
        asked="$asked$nl$i $a"
    done
    [ $# -gt 0 ] || return 0
    # Status 1 says only that dpkg does not know one of them.
    known=$(dpkg-query -W -f '${Package} ${db:Status-Abbrev}${Version}\n' -- "$@" 2>&1)
    status=$?
    for r in $asked; do
        out=
        for entry in $known; do
            case $entry in
            "${r#* } un"*) ;;
            "${r#* } "*) out= && line "${entry#* }" ;;
            esac
        done
        [ -n "$out" ] || line absent
        if [ $status -le 1 ]; then record "${r%% *}" 0 ''; else out= && record "${r%% *}" $status "$known"; fi
    done
}

sysctl() {
    out=
    case $a in
    '' | *[!A-Za-z0-9_.-]*) ;;
    *)
        IFS=.
        set -- $a
        IFS=/
        path=/proc/sys/$*
        IFS=$nl
        if [ -f "$path" ]; then
            # Not `read`: dash takes byte by byte, and the kernel gives a number to the first of them only.
            record_of "$i" cat "$path"
            return
        fi
        ;;
    esac
    record "$i" 1 ''
}

# The files of sysctl.d in the order of their names; a file hides others of its name in later directories.
sysctl_d() {
    find -L /etc/sysctl.d /run/sysctl.d /usr/local/lib/sysctl.d /usr/lib/sysctl.d -maxdepth 1 -name '*.conf' \
        -printf '%f\t%y\t%s\t%p\n' 2>/dev/null | LC_ALL=C sort -s -t "$tab" -k1,1 |
        awk -F '\t' '!seen[$1]++ && $2 == "f" && $3 <= 1048576 { print $4 }'
}

sysctl_files() {
    out=
    [ -n "$sysctl_d" ] || sysctl_d=$(sysctl_d)
    if [ -n "$sysctl_d" ]; then
        name=$a
        export name
        record_of "$i" awk "$sysctl_awk" $sysctl_d
    else
        record "$i" 0 ''
    fi
}

# As systemd-sysctl: explicit lines win over patterns, later ones over earlier ones; `-name` alone exempts a name from
# patterns; a leading `-` before `=` only forgives errors; `/` and `.` change places in names that begin so.
sysctl_awk='
    function path(key,   first, n, c, i, made) {
        first = match(key, /[.\/]/) ? substr(key, RSTART, 1) : ""
        if (first != ".") return key
        n = length(key)
        for (i = 1; i <= n; i++) {
            c = substr(key, i, 1)
            made = made (c == "." ? "/" : c == "/" ? "." : c)
        }
        return made
    }
    function fits(pattern, text,   i, c, re) {
        re = "^"
        for (i = 1; i <= length(pattern); i++) {
            c = substr(pattern, i, 1)
            if (c == "*") re = re "[^/]*"
            else if (c == "?") re = re "[^/]"
            else if (c ~ /[A-Za-z0-9_\/-]/) re = re c
            else if (c == "[" || c == "]") re = re c
            else re = re "\\" c
        }
        return text ~ (re "$")
    }
    BEGIN { wanted = path(ENVIRON["name"]) }
    {
        sub(/\r$/, "")
        s = $0
        gsub(/^[ \t]+|[ \t]+$/, "", s)
        if (s == "" || s ~ /^[#;]/) next
        eq = index(s, "=")
        key = eq ? substr(s, 1, eq - 1) : s
        gsub(/^[ \t]+|[ \t]+$/, "", key)
        minus = sub(/^-/, "", key)
        key = path(key)
        if (!eq) { if (minus && fits(key, wanted)) exempt = 1; next }
        value = substr(s, eq + 1)
        gsub(/^[ \t]+|[ \t]+$/, "", value)
        shown = FILENAME ": " ENVIRON["name"] " = " value "\n"
        if (key == wanted) exact = exact shown
        else if (key ~ /[*?\[]/ && fits(key, wanted)) pattern = pattern shown
    }
    END { printf "%s", exact != "" ? exact : exempt ? "" : pattern }
'

module() {
    IFS=-
    set -- $a
    IFS=_
    name=$*
    IFS=$nl
    out=
    line "$(module_answer)"
    record "$i" 0 ''
}

module_answer() {
    case $name in '' | *[!A-Za-z0-9_]*) echo no && return ;; esac
    # Some that are built in show only in what they provide.
    if [ -d "/sys/module/$name" ] || { [ "$name" = br_netfilter ] && [ -d /proc/sys/net/bridge ]; } ||
        grep -q -x "\(nodev\)\{0,1\}$tab$name" /proc/filesystems; then
        echo yes && return
    fi
    read -r release </proc/sys/kernel/osrelease
    if grep -q -e "/$name\.ko" -e "/$a\.ko" "/lib/modules/$release/modules.builtin" 2>/dev/null; then echo yes; else echo no; fi
}

swaps() {
    record_of "$i" cat /proc/swaps
}

sockets() {
    record_of "$i" ss -Hltunp
}

addresses() {
    record_of "$i" ip -j addr
}

neighbours() {
    record_of "$i" ip -j -4 neigh
}

# Rules that send packets elsewhere; see Facts.detours.
detours() {
    record_of "$i" rules
}

rules() {
    for table in nat mangle; do
        grep -q -x $table /proc/net/ip_tables_names 2>/dev/null || continue
        echo legacy
        timeout -k 1 "${patience:-2}" iptables-legacy-save -t $table || return
    done
    echo nftables
    no_nftables || timeout -k 1 "${patience:-2}" nft -n -s list ruleset || return
    echo end
}

# Whether nftables is a module that is not loaded: it has no rules then, and to ask for them would load it.
no_nftables() {
    [ ! -d /sys/module/nf_tables ] || return
    read -r release </proc/sys/kernel/osrelease
    grep -q '/nf_tables\.ko' "/lib/modules/$release/modules.dep" 2>/dev/null
}

resolve() {
    record_of "$i" timeout -k 1 "${patience:-2}" getent ahostsv4 -- "$a"
}

# Every `reach` fact by one bash, all at once; what has not answered when it is killed is filtered.
reaches() {
    set --
    asked=
    for r in $requests; do
        split "$r"
        [ "$kind" = reach ] || continue
        case $a in '' | *[!A-Za-z0-9._:-]*) a=. ;; esac
        case $b in '' | *[!0-9]*) b=0 ;; esac
        set -- "$@" "$i" "$a" "$b"
        asked="$asked$nl$i $a"
    done
    [ $# -gt 0 ] || return 0
    reached=$(timeout -k 1 "${patience:-2}" bash -c "$reach_bash" bash "$@" 2>/dev/null)
    for r in $asked; do
        i=${r%% *}
        answer=
        for entry in $reached; do
            case $entry in "$i "*) answer=${entry#* } ;; esac
        done
        case "${r#* } $answer" in
        *' resolved' | *:*' ') answer=filtered ;;
        *[!0-9.]*' ') answer='error the name does not resolve within 2 s' ;;
        *' ') answer=filtered ;;
        esac
        out=
        line "$answer"
        record "$i" 0 ''
    done
}

reach_bash='
    reach() {
        to=$2
        case $2 in
        *:*) ;;
        *[!0-9.]*)
            to=$(getent ahostsv4 -- "$2") || { echo "$1 error the name does not resolve"; return; }
            to=${to%% *}
            echo "$1 resolved"
            ;;
        esac
        if said=$( { exec 3<>"/dev/tcp/$to/$3"; } 2>&1 ); then echo "$1 open"; return; fi
        case $said in
        *"onnection refused"*) echo "$1 refused" ;;
        *"onnection timed out"*) echo "$1 filtered" ;;
        *) echo "$1 error ${said##*: }" ;;
        esac
    }
    while [ $# -ge 3 ]; do reach "$1" "$2" "$3" & shift 3; done
    wait
'

# ---- programs of the lab --------------------------------------------------------------------------

# The version of program $a, as it tells it.
version() {
    case $a in
    haproxy | nginx) record_of "$i" first_line timeout -k 1 "${patience:-2}" "$a" -v ;;
    keepalived) record_of "$i" first_line timeout -k 1 "${patience:-2}" keepalived --version ;;
    *) out= && record "$i" unknown '' ;;
    esac
}

# The first line that $@ prints on either stream, and its status.
first_line() {
    said=$("$@" 2>&1)
    status=$?
    printf '%s\n' "${said%%"$nl"*}"
    return $status
}

haproxy_verify() {
    if [ -f "$a" ] || [ ! -e "$a" ]; then
        # The slash keeps a name that begins with a dash from being an option.
        case $a in /*) ;; *) a=/$a ;; esac
        record_of "$i" both timeout -k 1 "${patience:-3}" haproxy -c -V -f "$a"
    else
        out=
        record "$i" 1 "$a is not a file"
    fi
}

both() {
    "$@" 2>&1
}

haproxy_stat() {
    socket=
    case $a in
    /*) [ ! -f "$a" ] || socket=$(head -c $limit -- "$a" | stats_socket) ;;
    esac
    socket=${socket:-/run/haproxy/admin.sock}
    if [ -S "$socket" ]; then
        record_of "$i" timeout -k 1 "${patience:-2}" perl -e "$ask_perl" "$socket"
    else
        out=
        record "$i" 3 "there is no socket $socket"
    fi
}

# The path of the first stats socket of a configuration.
stats_socket() {
    awk '$1 == "stats" && $2 == "socket" {
        s = $3; gsub(/["\047]/, "", s); sub(/^unix@/, "", s)
        if (s ~ /^\//) { print s; exit }
    }'
}

# perl-base is on every Debian; socat and nc are not. No connection: status 3.
ask_perl='use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0) && connect(S, pack_sockaddr_un($ARGV[0])) or do { warn "$ARGV[0]: $!\n"; exit 3 }; syswrite(S, "show stat\n"); print while <S>'

nginx_config() {
    if command -v nginx >/dev/null; then
        record_of "$i" timeout -k 1 3 unshare -m --propagation private sh -c "$nginx_sh"
    else
        out=
        record "$i" 127 ''
    fi
}

# nginx makes its process file, logs and folders if they are not there, even to test: let that happen over /run and /var of
# this one process, and be lost with it. Where that cannot be, a running nginx has them all already.
nginx_sh='
    lost() {
        mount -t tmpfs halab /mnt && mkdir /mnt/run /mnt/var /mnt/run-work /mnt/var-work || return
        for d in run var; do
            mount -t overlay halab -o "lowerdir=/$d,upperdir=/mnt/$d,workdir=/mnt/$d-work" "/$d" || return
        done
    }
    lost >/dev/null 2>&1 || [ -s /run/nginx.pid ] || {
        echo "nginx -T would leave files behind here" >&2
        exit 125
    }
    exec nginx -T
'

keepalived_verify() {
    if [ -f "$a" ] || [ ! -e "$a" ]; then
        case $a in /*) ;; *) a=/$a ;; esac
        record_of "$i" both timeout -k 1 3 keepalived -t -f "$a"
    else
        out=
        record "$i" 1 "$a is not a file"
    fi
}

keepalived_config() {
    record_of "$i" keepalived_files "$a"
}

# The file $1 with those that it includes, and the scripts that they name.
keepalived_files() {
    case $1 in /*) ;; *) return 2 ;; esac
    [ -f "$1" ] || return 2
    printed=$nl
    scripts=
    keepalived_file "$1" 0
    for f in $scripts; do
        case $printed in *"$nl$f$nl"*) continue ;; esac
        printed=$printed$f$nl
        short_text "$f" && print_file "script $(stat -L -c %a -- "$f")" "$f"
    done
    return 0
}

# Prints the file $1 and whatever it includes, $2 deep.
keepalived_file() {
    case $printed in *"$nl$1$nl"*) return ;; esac
    printed=$printed$1$nl
    if ! short_text "$1"; then
        printf 'unread %s\n' "$1"
        return
    fi
    print_file file "$1"
    scripts=$scripts$nl$(sed -n "s/^\(.*[{[:space:]]\)\{0,1\}script[[:space:]]\{1,\}[\"']\{0,1\}\(\/[^[:space:]\"']*\).*/\2/p" -- "$1")
    [ "$2" -lt 8 ] || return
    for f in $(included "$1"); do keepalived_file "$f" $(($2 + 1)); done
}

# The files that the file $1 includes; a relative name is relative to it.
included() {
    folder=${1%/*}
    patterns=$(sed -n "s/^[[:space:]]*include[amrwb]\{0,1\}[[:space:]]\{1,\}//p" -- "$1")
    for pattern in $patterns; do
        pattern=${pattern%%[ $tab#!]*}
        pattern=${pattern#[\"\']}
        pattern=${pattern%[\"\']}
        case $pattern in /*) ;; *) pattern=$folder/$pattern ;; esac
        set +f
        for f in $pattern; do [ ! -f "$f" ] || realpath -s -- "$f"; done
        set -f
    done
}

# Whether $1 is a file of at most 64 KiB without NUL.
short_text() {
    [ -f "$1" ] && [ "$(stat -L -c %s -- "$1")" -le $limit ] && ! head -c $limit -- "$1" | grep -q -a -P '\000'
}

print_file() {
    printf '%s %s\n' "$1" "$2"
    sed "s/^/$tab/" -- "$2"
    # a last line without end
    [ -z "$(tail -c 1 -- "$2")" ] || printf '\n'
}

containerd_config() {
    record_of "$i" timeout -k 1 "${patience:-3}" containerd config dump
}

etcd_health() {
    record_of "$i" health
}

# The status first, then the body.
health() {
    body=$(curl -sS --noproxy '*' --max-time 2 -w '\n%{http_code}' http://127.0.0.1:2381/health)
    status=$?
    [ $status -ne 0 ] || printf '%s\n%s\n' "${body##*"$nl"}" "${body%"$nl"*}"
    return $status
}

# Asks the etcd member here: path $1, body $2.
etcd() {
    pki=/etc/kubernetes/pki/etcd
    record_of "$i" curl -sS --noproxy '*' --max-time 2 --fail-with-body --cacert $pki/ca.crt --cert $pki/server.crt \
        --key $pki/server.key -d "$2" "https://127.0.0.1:2379$1"
}

# A snapshot of etcd, $a.
etcd_snapshot() {
    heads=
    case $a in
    /*) head_of "$(stat_singly "$a")" ;;
    *) head_of '' ;;
    esac
    record_of "$i" snapshot_lines
}

snapshot_lines() {
    printf %s "$heads"
    size=${heads% *}
    size=${size##* }
    case $heads in
    'regular '*) [ "$size" -ge 1024 ] || return 0 ;;
    *) return 0 ;;
    esac
    printf 'magic %s\nend sha256:%s\n' "$(head -c 20 -- "$a" | tail -c 4 | hex)" "$(tail -c 32 -- "$a" | hex)"
    sum=$(head -c -32 -- "$a" | timeout "${patience:-3}" sha256sum)
    sum=${sum%% *}
    printf 'sum %s\n' "${sum:+sha256:}${sum:--}"
}

hex() {
    od -An -v -tx1 | tr -d ' \n'
}

# Whether $a holds the bytes $b.
holds() {
    out=
    timeout "${patience:-3}" grep -qaF -e "$b" -- "$a" 2>/dev/null
    case $? in
    0) line yes && record "$i" 0 '' ;;
    1) line no && record "$i" 0 '' ;;
    *) record "$i" 2 '' ;;
    esac
}

# ---- the batch ------------------------------------------------------------------------------------

# What answers at once.
quick() {
    for r in $requests; do
        split "$r"
        case $kind in
        file | join-command) file ;;
        key) key ;;
        kubeconfig) kubeconfig ;;
        certificates) certificates ;;
        manifests) manifests ;;
        listing) listing ;;
        clock) clock ;;
        processes) processes ;;
        sysctl) sysctl ;;
        sysctl-files) sysctl_files ;;
        module) module ;;
        swaps) swaps ;;
        sockets) sockets ;;
        addresses) addresses ;;
        neighbours) neighbours ;;
        unit | package | version | reach | resolve | detours | haproxy-* | nginx-config | keepalived-* | containerd-config | etcd-* | holds) slow=$slow$nl$r ;;
        *) out= && record "$i" unknown '' ;;
        esac
    done
}

# What may take long, $1.
patient() {
    case $1 in
    units | reaches) "$1" && return ;;
    esac
    split "$1"
    case $kind in
    version) version ;;
    resolve) resolve ;;
    detours) detours ;;
    haproxy-verify) haproxy_verify ;;
    haproxy-stat) haproxy_stat ;;
    nginx-config) nginx_config ;;
    keepalived-verify) keepalived_verify ;;
    keepalived-config) keepalived_config ;;
    containerd-config) containerd_config ;;
    etcd-health) etcd_health ;;
    etcd-members) etcd /v3/cluster/member/list '{}' ;;
    etcd-status) etcd /v3/maintenance/status '{}' ;;
    etcd-snapshot) etcd_snapshot ;;
    holds) holds ;;
    etcd-alarms) etcd /v3/maintenance/alarm '{"action": "GET"}' ;;
    *) out= && record "$i" unknown '' ;;
    esac
}

# Runs all of $@ at the same time; records stay whole, because each waits in a pipe of its own.
at_once() {
    [ $# -gt 0 ] || return 0
    first=$1
    shift
    if [ $# -eq 0 ]; then
        patient "$first"
    else
        patient "$first" | {
            at_once "$@" </dev/null
            cat
        }
    fi
}

# Answers the requests $2 (base64: lines `INDEX|KIND|ARGUMENT…`) with records that begin with $1.
batch() {
    nonce=$1
    boot=
    slow=
    executables=
    sysctl_d=
    requests=$(printf %s "$2" | base64 -d)
    case $requests$nl in
    *"|unit|"* | *"|processes|"* | *"|clock$nl"*) find_boot ;;
    esac
    printf '\n'
    stat_files
    sum_keys
    quick
    packages
    jobs=
    for r in $slow; do
        split "$r"
        case $kind in
        package | unit | reach) ;;
        *) jobs=$jobs$nl$r ;;
        esac
    done
    case $slow in *"|unit|"*) jobs=$jobs${nl}units ;; esac
    case $slow in *"|reach|"*) jobs=$jobs${nl}reaches ;; esac
    at_once $jobs
    set -- $requests
    printf '%s END %s\n' "$nonce" $#
}
