/// The tutor's screens as values: what they know, what happens to them, what follows, and how that looks.
@NullMarked
package dev.halab.tui.screen;

import org.jspecify.annotations.NullMarked;
