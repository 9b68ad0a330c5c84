/// The one explicit list of check kinds, read by the loader, the lint and the docs.
@NullMarked
package dev.halab.check.kinds;

import org.jspecify.annotations.NullMarked;
