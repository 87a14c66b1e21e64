@NullMarked
package dev.tenure.rest.rendering;

import org.jspecify.annotations.NullMarked;
