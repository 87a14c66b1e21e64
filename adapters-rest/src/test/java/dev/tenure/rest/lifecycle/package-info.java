@NullMarked
package dev.tenure.rest.lifecycle;

import org.jspecify.annotations.NullMarked;
