/// The course as records: labs, tasks, hints, answers.
@NullMarked
package dev.halab.lab;

import org.jspecify.annotations.NullMarked;
