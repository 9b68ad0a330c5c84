package dev.halab.check.vip;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Unobserved;
import dev.halab.json.Json;
import java.util.ArrayList;
import java.util.List;

/// An IPv4 address that a node has, as `ip -j addr` tells.
///
/// @param device the interface
/// @param link the interface's own address on its network, for instance `0e:92:8f:e9:21:12`; empty if it has none
record HeldAddress(String device, String address, String link) {
    /// Every IPv4 address of a node.
    ///
    /// @throws Unobserved if the text is not what `ip` prints, which always names the loopback interface
    static List<HeldAddress> of(Fact fact, String text) {
        List<HeldAddress> all = new ArrayList<>();
        boolean loopback = false;
        if (Json.parse(text) instanceof Json.Arr(List<Json> devices)) {
            for (Json device : devices) {
                String name = device.text("ifname").orElse("");
                for (Json held : device.items("addr_info")) {
                    String address = held.text("local").orElse("");
                    loopback |= address.startsWith("127.");
                    if (held.text("family").orElse("").equals("inet")) {
                        all.add(new HeldAddress(
                                name, address, device.text("address").orElse("")));
                    }
                }
            }
        }
        if (!loopback) {
            throw new Unobserved(fact, Reading.Reason.UNREADABLE, "it is not the whole list of a node's addresses");
        }
        return all;
    }
}
