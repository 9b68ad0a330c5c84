@NullMarked
package dev.halab.tui.keys;

import org.jspecify.annotations.NullMarked;
