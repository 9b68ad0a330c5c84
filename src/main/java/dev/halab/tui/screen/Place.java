package dev.halab.tui.screen;

import dev.halab.tui.keys.Context;

/// Which screen is shown.
public enum Place {
    HOME(Context.HOME),
    MACHINES(Context.MACHINES),
    LAB(Context.LAB);

    private final Context context;

    Place(Context context) {
        this.context = context;
    }

    Context context() {
        return context;
    }
}
