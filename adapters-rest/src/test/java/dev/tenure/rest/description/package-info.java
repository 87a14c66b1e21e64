@NullMarked
package dev.tenure.rest.description;

import org.jspecify.annotations.NullMarked;
