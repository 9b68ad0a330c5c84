/// Tests of folders and configuration.
@NullMarked
package dev.halab.settings;

import org.jspecify.annotations.NullMarked;
