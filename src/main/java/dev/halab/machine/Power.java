package dev.halab.machine;

/// What can be done to a machine's power and network.
public enum Power {
    /// Shut down in order.
    HALT,
    /// Power lost.
    KILL,
    /// Frozen; `START` thaws it.
    PAUSE,
    /// Powered on, thawed, joined to the network again and no longer delayed.
    START,
    /// Cut off from the lab network; `START` joins it again.
    PARTITION
}
