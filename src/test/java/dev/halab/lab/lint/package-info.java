/// Each rule, broken and kept.
@NullMarked
package dev.halab.lab.lint;

import org.jspecify.annotations.NullMarked;
