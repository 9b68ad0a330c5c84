package dev.halab.machine;

/// A machine as its provider sees it.
///
/// @param node name of the node
/// @param state `running`, `off`, `paused`, `partitioned`, `missing`, or the provider's own word
/// @param address its address in the lab network
public record MachineStatus(String node, String state, String address) {
    /// Whether it can be asked.
    public boolean running() {
        return state.equals("running");
    }
}
