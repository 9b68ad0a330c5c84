/// What screens are drawn on: frames of cells, styles, themes, lines of text; no terminal and no library.
@NullMarked
package dev.halab.tui;

import org.jspecify.annotations.NullMarked;
