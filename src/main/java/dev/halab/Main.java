package dev.halab;

import java.util.Optional;

/// The `halab` program.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("halab " + version());
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }
}
