/// Reads courses from their directory: strictly, and every problem at once.
@NullMarked
package dev.halab.lab.yaml;

import org.jspecify.annotations.NullMarked;
