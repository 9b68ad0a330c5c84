@NullMarked
package dev.halab.tui.screen;

import org.jspecify.annotations.NullMarked;
