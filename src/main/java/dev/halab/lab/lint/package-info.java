/// What an author is told before a learner meets a lab: rules over a course, and proof by its recordings.
@NullMarked
package dev.halab.lab.lint;

import org.jspecify.annotations.NullMarked;
