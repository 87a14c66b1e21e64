@NullMarked
package dev.tenure.rest.problem;

import org.jspecify.annotations.NullMarked;
