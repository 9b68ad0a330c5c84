package dev.halab.machine;

/// Something that not every provider's machines can do. Labs name it in `requires:`.
public enum Capability {
    /// A machine can lose power.
    POWER_OFF("power-off"),
    /// A machine can be frozen and thawed.
    PAUSE("pause"),
    /// A machine can be cut off from the lab network.
    PARTITION("partition"),
    /// What a machine sends can be delayed and lost.
    DELAY("delay"),
    /// Virtual addresses (VRRP) work.
    VIP("vip"),
    /// Machines have kernels of their own: swap, modules, clock.
    OWN_KERNEL("own-kernel"),
    /// The whole lab can be saved and restored.
    CHECKPOINTS("checkpoints");

    private final String word;

    Capability(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
