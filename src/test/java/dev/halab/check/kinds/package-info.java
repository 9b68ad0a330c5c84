/// The list of kinds and its page.
@NullMarked
package dev.halab.check.kinds;

import org.jspecify.annotations.NullMarked;
