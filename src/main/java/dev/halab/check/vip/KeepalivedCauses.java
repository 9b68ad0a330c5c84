package dev.halab.check.vip;

import dev.halab.check.Cause;
import java.util.List;

/// Why claims about keepalived's configuration fail.
final class KeepalivedCauses {
    static final Cause NOT_INSTALLED = new Cause("ka.not-installed", "keepalived is not installed.");
    static final Cause NO_FILE = new Cause("ka.no-file", "The configuration file is not there.");
    static final Cause INVALID = new Cause("ka.invalid", "keepalived leaves out a part of its configuration.");
    static final Cause VIP = new Cause("ka.vip", "No vrrp_instance has the virtual address.");
    static final Cause INTERFACE =
            new Cause("ka.interface", "The interface does not exist, or is not in the lab network.");
    static final Cause STRICT =
            new Cause("ka.strict", "vrrp_strict keeps the holder from accepting connections to the address.");
    static final Cause VRID = new Cause("ka.vrid", "virtual_router_id differs: the nodes do not hear each other.");
    static final Cause VERSION = new Cause("ka.version", "The version of VRRP differs.");
    static final Cause AUTH = new Cause("ka.auth", "Authentication differs: each node ignores the other.");
    static final Cause ADVERT_INT = new Cause("ka.advert-int", "advert_int differs: each node ignores the other.");
    static final Cause PEER = new Cause("ka.peer", "A node does not send to the other one.");
    static final Cause PRIORITY = new Cause("ka.priority", "The nodes have the same priority.");
    static final Cause NO_TRACK = new Cause("ka.no-track", "Nothing tells keepalived that the load balancer is dead.");
    static final Cause SCRIPT = new Cause("ka.script", "keepalived cannot run the script that it should track.");
    static final Cause SCRIPT_BLIND = new Cause("ka.script-blind", "The script succeeds whatever it sees.");
    static final Cause PROCESS_ONLY =
            new Cause("ka.process-only", "The script only asks whether the process of the load balancer is there.");
    static final Cause PORT_ONLY = new Cause(
            "ka.port-only", "The script only asks whether the port is open, not whether an API server answers.");
    static final Cause WEIGHT =
            new Cause("ka.weight", "The weight is too small: the address stays when the script fails.");
    static final Cause NOPREEMPT = new Cause(
            "ka.nopreempt", "nopreempt keeps the other node from taking over from one that only lost weight.");

    /// In the order in which they are looked for.
    static final List<Cause> ALL = List.of(
            NOT_INSTALLED,
            NO_FILE,
            INVALID,
            VIP,
            INTERFACE,
            STRICT,
            VRID,
            VERSION,
            AUTH,
            ADVERT_INT,
            PEER,
            PRIORITY,
            NO_TRACK,
            SCRIPT,
            SCRIPT_BLIND,
            PROCESS_ONLY,
            PORT_ONLY,
            WEIGHT,
            NOPREEMPT);

    private KeepalivedCauses() {}
}
