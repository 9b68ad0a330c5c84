/// Which versions are known, and what is said of others.
@NullMarked
package dev.halab.check.version;

import org.jspecify.annotations.NullMarked;
