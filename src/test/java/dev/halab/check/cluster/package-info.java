/// Tests of the kinds about the running cluster.
@NullMarked
package dev.halab.check.cluster;

import org.jspecify.annotations.NullMarked;
