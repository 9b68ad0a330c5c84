/// Courses on disk, right and wrong.
@NullMarked
package dev.halab.lab.yaml;

import org.jspecify.annotations.NullMarked;
