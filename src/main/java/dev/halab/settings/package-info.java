/// Where halab keeps its files, and what its configuration says.
@NullMarked
package dev.halab.settings;

import org.jspecify.annotations.NullMarked;
