/// Labs, their texts and answers.
@NullMarked
package dev.halab.lab;

import org.jspecify.annotations.NullMarked;
