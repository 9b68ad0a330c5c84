/// Tests of claims, and the snapshots they are judged on.
@NullMarked
package dev.halab.check;

import org.jspecify.annotations.NullMarked;
