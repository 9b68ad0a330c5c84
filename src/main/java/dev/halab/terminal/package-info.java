/// The terminal halab runs in, and the terminal it shows inside: keys, drawing, signals, VT emulation; owns JLine.
@NullMarked
package dev.halab.terminal;

import org.jspecify.annotations.NullMarked;
