@NullMarked
package dev.halab.tui.live;

import org.jspecify.annotations.NullMarked;
