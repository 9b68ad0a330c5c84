/// Tests of faults on a kubectl that is made up.
@NullMarked
package dev.halab.tutor.fault;

import org.jspecify.annotations.NullMarked;
