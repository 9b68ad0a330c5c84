package dev.halab.check.node;

import java.util.function.Function;

/// A rule of a packet filter.
///
/// @param text as the filter prints it
/// @param fit which packets it takes
/// @param act what it does with them
/// @param to the chain it leads to, for `JUMP` and `GOTO`
record PacketRule(String text, Function<Packet, Fit> fit, Act act, String to) {
    /// What a rule does.
    enum Act {
        /// Sends the packet to another address or port.
        DETOUR,
        /// Goes through another chain and comes back.
        JUMP,
        /// Goes through another chain in place of the rest of this one.
        GOTO,
        /// Decides: no later rule sees the packet.
        END,
        /// Leaves the chain.
        RETURN,
        /// Anything else, which leads nowhere.
        NOTHING
    }

    /// What a word that decides does.
    static Act decision(String word) {
        return switch (word) {
            case "accept", "ACCEPT", "drop", "DROP", "reject", "REJECT", "queue", "QUEUE", "NFQUEUE" -> Act.END;
            case "return", "RETURN" -> Act.RETURN;
            default -> Act.NOTHING;
        };
    }
}
