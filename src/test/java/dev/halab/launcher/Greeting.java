package dev.halab.launcher;

/// A program small enough to start real Java with.
public final class Greeting {
    private Greeting() {}

    public static void main(String[] arguments) {
        System.out.println("hello " + String.join(" ", arguments));
    }
}
