/// What failed, why as observed, and what to do next: the one shape of every error a person sees.
@NullMarked
package dev.halab.problem;

import org.jspecify.annotations.NullMarked;
