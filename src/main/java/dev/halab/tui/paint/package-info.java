/// Brings frames to the terminal, one write for each; owns Lanterna.
@NullMarked
package dev.halab.tui.paint;

import org.jspecify.annotations.NullMarked;
