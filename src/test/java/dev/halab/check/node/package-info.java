/// Tests of the claims about single nodes.
@NullMarked
package dev.halab.check.node;

import org.jspecify.annotations.NullMarked;
