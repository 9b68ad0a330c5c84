@NullMarked
package dev.halab.check.vip;

import org.jspecify.annotations.NullMarked;
