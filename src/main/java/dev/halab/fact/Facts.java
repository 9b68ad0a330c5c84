package dev.halab.fact;

import java.util.List;

/// Every shape of fact, with the text that a reading of it holds. The node facts are the functions of
/// `probes.sh`; whoever adds one adds its function there.
public final class Facts {
    private Facts() {}

    // ---- read on a node -------------------------------------------------------------------------

    /// A file. First line: `absent`, or `TYPE MODE OWNER GROUP SIZE MTIME` (type: regular, directory, fifo,
    /// socket, block, char; mode in octal as `0644`; size in bytes; mtime in seconds since 1970 with
    /// fraction), following symbolic links; one that leads nowhere is `absent`. Then, for a regular file of 1
    /// byte to 64 KiB, its bytes. Nothing else is ever opened; files of /proc have size 0 and so no bytes.
    /// Status 5 if the bytes could not be read.
    public static Fact file(String node, String path) {
        return new Fact(node, "file", List.of(path));
    }

    /// A file with secrets: first line as `file`, then `sha256 HEX` of the bytes and, if it is a private or public
    /// key or a certificate, `public HEX`: the sha256 of the SubjectPublicKeyInfo (DER). The bytes stay on the
    /// node.
    public static Fact key(String node, String path) {
        return new Fact(node, "key", List.of(path));
    }

    /// A kubeconfig: as `file`, but the values of client-key-data, of client-secret and of whatever ends in token
    /// or
    /// password are replaced on the node by `cut`, with the lines that continue them. SIZE is that of the file.
    public static Fact kubeconfig(String node, String path) {
        return new Fact(node, "kubeconfig", List.of(path));
    }

    /// The certificates of a file: first line as `file`, then only its blocks from `-----BEGIN CERTIFICATE-----` to
    /// `-----END CERTIFICATE-----`, in order. Whatever else the file holds, a private key too, stays on the node.
    public static Fact certificates(String node, String path) {
        return new Fact(node, "certificates", List.of(path));
    }

    /// A file that holds a join command: as `file`, reduced by halab before it becomes a fact (by
    /// `Redaction`, which does the same to every text, but for what a certificate key opens).
    /// 1. `[a-z0-9]{6}.[a-z0-9]{16}` standing alone (a token) keeps its id, and its secret part becomes
    /// `sha256-HEX`: `la4kyk.sha256-9f86…`. Any other value of `--token`, `--discovery-token` or
    /// `--tls-bootstrap-token` becomes `sha256-HEX:malformed`.
    /// 2. 64 hexadecimal digits standing alone, not after `sha256:` (a certificate key), become `sha256-HEX:`
    /// (hash of the text) and `opens-yes`, `opens-bad-tag`, `opens-no-secret` or `opens-unknown`. Any other
    /// value of `--certificate-key` becomes `sha256-HEX:malformed`.
    /// 3. A value that begins with `$` (a shell variable or substitution) and an empty value stay as they
    /// are. "Value of" means after `=`, or as the next word: blanks or backslash-newline may lie between,
    /// quotes around it.
    public static Fact joinCommand(String node, String path) {
        return new Fact(node, "join-command", List.of(path));
    }

    /// A systemd unit: `KEY=VALUE` lines of `systemctl show` (LoadState, ActiveState, SubState,
    /// UnitFileState, MainPID, NRestarts), then `Started=EPOCH` and `Youngest=EPOCH`: start of the main
    /// process and of the youngest process of the unit, in seconds since 1970 with fraction, right to about a
    /// hundredth (absent if it has none). A reload that replaces the workers, as HAProxy's does, moves
    /// `Youngest` and leaves `Started`. Without systemd status 1 and an error.
    public static Fact unit(String node, String unit) {
        return new Fact(node, "unit", List.of(unit));
    }

    /// A Debian package: one line `STATUS VERSION` as dpkg has it (`ii 1.35.8-1.1`, `hi …` if held, `rc …` if
    /// removed with its configuration left), or `absent`.
    public static Fact debianPackage(String node, String name) {
        return new Fact(node, "package", List.of(name));
    }

    /// The version of `haproxy`, `nginx` or `keepalived`, the one that the probes find by their fixed path and run:
    /// the first line that it prints of it, on either stream; status 127 if it is not installed.
    public static Fact version(String node, String program) {
        return new Fact(node, "version", List.of(program));
    }

    /// Listening sockets: `ss -Hltunp`.
    public static Fact sockets(String node) {
        return new Fact(node, "sockets", List.of());
    }

    /// Addresses: `ip -j addr`.
    public static Fact addresses(String node) {
        return new Fact(node, "addresses", List.of());
    }

    /// A kernel parameter's value now, by its dotted name; status 1 if there is none.
    public static Fact sysctl(String node, String name) {
        return new Fact(node, "sysctl", List.of(name));
    }

    /// A kernel parameter as the files of sysctl.d would set it at boot: every line `FILE: NAME = VALUE` that
    /// sets it, in the order in which systemd-sysctl applies them.
    public static Fact sysctlFiles(String node, String name) {
        return new Fact(node, "sysctl-files", List.of(name));
    }

    /// `yes` or `no`: whether a kernel module is loaded or built in.
    public static Fact module(String node, String name) {
        return new Fact(node, "module", List.of(name));
    }

    /// `/proc/swaps`.
    public static Fact swaps(String node) {
        return new Fact(node, "swaps", List.of());
    }

    /// What a name resolves to: `getent ahostsv4 NAME`; status 2 and nothing if it does not resolve, 124 if
    /// nobody answered within 2 s.
    public static Fact resolve(String node, String name) {
        return new Fact(node, "resolve", List.of(name));
    }

    /// Whether a TCP connection from the node opens: `open`, `refused`, or `filtered` after 2 s; `error TEXT`
    /// else, for instance `error No route to host` or `error the name does not resolve`.
    public static Fact reach(String node, String host, int port) {
        return new Fact(node, "reach", List.of(host, Integer.toString(port)));
    }

    /// `haproxy -c -V -f FILE`: its status, and what it printed (both streams); status 127 if it is not installed.
    public static Fact haproxyVerify(String node, String file) {
        return new Fact(node, "haproxy-verify", List.of(file));
    }

    /// `show stat` of the running HAProxy as CSV, through the first stats socket that FILE names or the usual
    /// path; status 3 if no socket answers.
    public static Fact haproxyStat(String node, String file) {
        return new Fact(node, "haproxy-stat", List.of(file));
    }

    /// `nginx -T`: its status and its streams, the error stream apart; status 127 if it is not installed. It runs
    /// with private copies of /run and /var, because it makes the files there that it finds missing; status 125 if
    /// there can be none and nginx does not run.
    public static Fact nginxConfig(String node) {
        return new Fact(node, "nginx-config", List.of());
    }

    /// `keepalived -t -f FILE`: its status, and what it printed (both streams); status 127 if it is not installed.
    /// It says 0 of a file that is not there.
    public static Fact keepalivedVerify(String node, String file) {
        return new Fact(node, "keepalived-verify", List.of(file));
    }

    /// The configuration of keepalived: for FILE, every file that it includes, and every script that they name, a
    /// line `file PATH` or `script MODE PATH` and then its lines, each after a tab; `unread PATH` for one over 64
    /// KiB; status 2 if there is no FILE. The values of `auth_pass` are reduced to the SHA-256 of what keepalived
    /// takes of them, 8 bytes.
    public static Fact keepalivedConfig(String node, String file) {
        return new Fact(node, "keepalived-config", List.of(file));
    }

    /// Whom the node knows on its networks: `ip -j -4 neigh`.
    public static Fact neighbours(String node) {
        return new Fact(node, "neighbours", List.of());
    }

    /// What may send packets to another address or port: where the kernel has the tables nat and mangle of the
    /// older
    /// iptables, a line `legacy` and `iptables-legacy-save -t TABLE` for each; then a line `nftables` and `nft -n
    /// -s
    /// list ruleset`, which holds what the newer iptables sets as well, and a line `end`. Status 127 if a program
    /// that is needed is not there. Nothing is asked that would load a module: where it is not loaded, there are no
    /// rules.
    public static Fact detours(String node) {
        return new Fact(node, "detours", List.of());
    }

    /// The effective configuration of containerd: `containerd config dump`.
    public static Fact containerdConfig(String node) {
        return new Fact(node, "containerd-config", List.of());
    }

    /// Every running process whose executable's file is named so: per process `PID START EXE` (start in seconds
    /// since 1970 with fraction; EXE from /proc/PID/exe), then its arguments, each on a line of its own after a
    /// tab.
    public static Fact processes(String node, String executable) {
        return new Fact(node, "processes", List.of(executable));
    }

    /// `GET http://127.0.0.1:2381/health` of the etcd member on the node: the HTTP status on the first line,
    /// then the body; status 7 if nothing listens.
    public static Fact etcdHealth(String node) {
        return new Fact(node, "etcd-health", List.of());
    }

    /// `POST /v3/cluster/member/list` of the etcd member on the node, by its own server certificate: JSON.
    public static Fact etcdMembers(String node) {
        return new Fact(node, "etcd-members", List.of());
    }

    /// `POST /v3/maintenance/status` of the etcd member on the node: JSON.
    public static Fact etcdStatus(String node) {
        return new Fact(node, "etcd-status", List.of());
    }

    /// `POST /v3/maintenance/alarm` (GET action) of the etcd member on the node: JSON.
    public static Fact etcdAlarms(String node) {
        return new Fact(node, "etcd-alarms", List.of());
    }

    /// A snapshot of etcd: first line as `file`; then, for a regular file of 1 KiB or more, `magic HEX` (the
    /// bytes 16 to 19, where bbolt has its magic number), `end sha256:HEX` (the last 32 bytes) and
    /// `sum sha256:HEX` (the SHA-256 of all before them; `sum -` if that took too long). `etcdctl snapshot save`
    /// writes that sum to the end (etcd 3.5 and 3.6, client/v3/snapshot).
    public static Fact etcdSnapshot(String node, String file) {
        return new Fact(node, "etcd-snapshot", List.of(file));
    }

    /// `yes` or `no`: whether the bytes of a text are in a file, of any size; status 2 if it could not be read.
    public static Fact holds(String node, String file, String text) {
        return new Fact(node, "holds", List.of(file, text));
    }

    /// What the kubelet finds in `/etc/kubernetes/manifests`: for every name that does not begin with a dot,
    /// whatever its ending, sorted, one line `NAME BASE64` with the bytes of a regular file of at most 64 KiB
    /// on one line, or `NAME -` for anything else; status 2 if there is no such directory.
    public static Fact manifests(String node) {
        return new Fact(node, "manifests", List.of("/etc/kubernetes/manifests"));
    }

    /// The names in a directory, hidden ones too, one a line, sorted by bytes, with a trailing `/` for
    /// directories and `?` for what cannot be printed; status 2 if there is no directory.
    public static Fact listing(String node, String directory) {
        return new Fact(node, "listing", List.of(directory));
    }

    /// The node's clock and uptime: `EPOCH UPTIME`, both in seconds with fraction.
    public static Fact clock(String node) {
        return new Fact(node, "clock", List.of());
    }

    // ---- read from the Kubernetes API -----------------------------------------------------------

    /// `GET` of a path of the API as JSON, for instance `/api/v1/nodes`; status 404 (and whatever the server
    /// said) if the API knows no such object. Secrets have shapes of their own.
    public static Fact api(String path) {
        return new Fact(Fact.API, "get", List.of(path));
    }

    /// What the API server says of its version: `GET /version`, JSON.
    public static Fact apiVersion() {
        return new Fact(Fact.API, "version", List.of());
    }

    /// All nodes (a NodeList).
    public static Fact nodes() {
        return api("/api/v1/nodes");
    }

    /// The pods of a namespace (a PodList).
    public static Fact pods(String namespace) {
        return api("/api/v1/namespaces/%s/pods".formatted(namespace));
    }

    /// A Lease, with the server's `Date` header put in as member `serverDate` (RFC 1123).
    public static Fact lease(String namespace, String name) {
        return api("/apis/coordination.k8s.io/v1/namespaces/%s/leases/%s".formatted(namespace, name));
    }

    /// A ConfigMap.
    public static Fact configMap(String namespace, String name) {
        return api("/api/v1/namespaces/%s/configmaps/%s".formatted(namespace, name));
    }

    /// The bootstrap tokens: a JSON array of `{id, secretSha256, uid, created, expiration?, usages: [],
    /// groups: [], description?, now?}`, `now` being the API server's own time; `usages` holds `authentication` and
    /// `signing` where they are "true".
    public static Fact tokens() {
        return new Fact(Fact.API, "bootstrap-tokens", List.of());
    }

    /// The Secret `kube-system/kubeadm-certs`: `{present, keys: {NAME: size of the value}, uid, resourceVersion,
    /// ownerName?, ownerUid?, expiration?, now?}`, `now` as above, the expiration being that of the token Secret
    /// which owns it.
    public static Fact uploadedCertificates() {
        return new Fact(Fact.API, "kubeadm-certs", List.of());
    }

    // ---- made on the wire -----------------------------------------------------------------------

    /// Fresh connections to `host:port` with a TLS handshake and `GET path` each, through a node other than
    /// the target: `{"via": NODE, "server": "HOST:PORT", "serverName"?: NAME, "certificates": {SHA256: PEM of
    /// the chain}, "leftOut"?: TEXT, "connections": [{"stage": "connect|tls|http|done", "error"?, "certificate"?:
    /// SHA256,
    /// "date"?, "status"?, "body"? (first 4 KiB), "cut"?, "ms"}]}`; `cut` is true where there is more of the body;
    /// `date` is the `Date` header, the server's own time.
    ///
    /// `serverName` is the name asked for (SNI), absent where the host is an address. `certificate` is the SHA-256
    /// of the server's certificate (DER). `stage` is the step that failed, `done` if none did; `error` is then
    /// `refused`, `timed-out`, `no-route`, `unknown-host`, `closed` (the other side ended the connection), `reset`,
    /// `not-tls`, `alert NAME`, or the text of another trouble. Connections for which the round had no time are
    /// left
    /// out, as are those that were late while the node itself was slow, or that were slow to be let in (`leftOut`
    /// says
    /// why): that says nothing of the target. At most 30 are made per `host:port` and round; facts which differ in
    /// their number of connections only
    /// share them. Nothing is verified here; judges verify against the cluster's CA.
    public static Fact https(String host, int port, String path, int connections) {
        return new Fact(Fact.WIRE, "https", List.of(host, Integer.toString(port), path, Integer.toString(connections)));
    }

    /// One fresh connection to `host:port` with a request `GET path`, by TLS if `scheme` is `https` and without if
    /// it is `http`: as `https`, with the first 64 KiB of the body. No redirect is followed.
    public static Fact http(String scheme, String host, int port, String path) {
        return new Fact(Fact.WIRE, "http", List.of(scheme, host, Integer.toString(port), path));
    }

    // ---- tried on the cluster --------------------------------------------------------------------

    /// A ConfigMap of a random name is created, read and deleted in the namespace `halab-probe`, which is made if
    /// it
    /// is not there, all through `host:port`: `{"server": "HOST:PORT", "steps": [{"do": WORD, "status"?,
    /// "message"?,
    /// "error"?, "detail"?, "ms"}], "same"?, "left"?}`.
    ///
    /// The steps are, as far as it came, `look` (reads the namespace, an older answer will do), `namespace` (makes
    /// it), `create`, `read`, `delete`, and `look-again` after a step that failed. `status` and `message` are the
    /// answer's; `error` is `refused`, `no-route`, `unknown-host`, `tls`, `timed-out` or `closed`, or what says
    /// nothing about the server: `no-time` (the trial was over) and `lost` (the way there broke down); `detail`
    /// says
    /// more. `same` says whether what was read is what was written, `left` names the ConfigMap if it may still be
    /// there.
    public static Fact write(String host, int port) {
        return new Fact(Fact.WRITE, "config-map", List.of(host, Integer.toString(port)));
    }

    // ---- seen while a machine is broken ------------------------------------------------------------

    /// What a client of `host:port` sees while a machine is broken on purpose (`fault`: `kill`, `halt`, `pause`,
    /// `partition`) and mended: `{"fault", "on": NODE, "server", "via": [NODE], "before": [PROBE], "own": PROBE,
    /// "done"?, "window"?, "probes"?: [PROBE], "itself"?: [PROBE], "other"?: [PROBE], "back"?, "waited"?}`.
    /// `before` (the server) and `own` (the machine's own port) come first; where one is not `ok` or too slow,
    /// nothing is broken. `done` is when breaking was over and `window` how long the server is asked after that,
    /// every 200 ms (`probes`); `itself` are probes of the machine, `other` of a control plane that stays, once a
    /// second. `back` is when the machine's port answered again after it was mended, absent if it did not in
    /// `recover` seconds, and `waited` how long it was waited for. All times are in ms. `check.cluster.Probe`
    /// says what a PROBE is.
    ///
    /// @param window in seconds
    public static Fact failover(String fault, String node, String host, int port, long window, long recover) {
        return new Fact(
                Fact.FAULT,
                "failover",
                List.of(fault, node, host, Integer.toString(port), Long.toString(window), Long.toString(recover)));
    }

    // ---- known to halab -------------------------------------------------------------------------

    /// What the learner answered to the question of a check (its full id); status 1 if nothing yet.
    public static Fact answer(String checkId) {
        return new Fact(Fact.TUTOR, "answer", List.of(checkId));
    }
}
