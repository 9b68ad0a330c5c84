package dev.halab.check.vip;

import dev.halab.check.Kind;
import java.util.List;

/// The kinds of checks that look at the virtual address.
public final class VipKinds {
    private VipKinds() {}

    /// Every kind of this package, in the order of the reference page.
    public static List<Kind> all() {
        return List.of(new KeepalivedConfigKind(), new VipKind());
    }
}
