/// Which versions of a program the checks are known for, and what they say of others: that it is unknown.
@NullMarked
package dev.halab.check.version;

import org.jspecify.annotations.NullMarked;
