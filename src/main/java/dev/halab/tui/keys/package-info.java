/// Keys as data: what can be done on which screen, by which key, and what `keys.yaml` changes about it.
@NullMarked
package dev.halab.tui.keys;

import org.jspecify.annotations.NullMarked;
