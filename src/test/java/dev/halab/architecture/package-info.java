/// The rules of the code, as tests. Each says why it is there.
@NullMarked
package dev.halab.architecture;

import org.jspecify.annotations.NullMarked;
