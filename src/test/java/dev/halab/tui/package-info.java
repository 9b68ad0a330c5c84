@NullMarked
package dev.halab.tui;

import org.jspecify.annotations.NullMarked;
