/** Systems and their modes over HTTP. */
@NullMarked
package dev.tenure.rest.inventory;

import org.jspecify.annotations.NullMarked;
