/** Worker files, leavers and their exceptions over HTTP. */
@NullMarked
package dev.tenure.rest.lifecycle;

import org.jspecify.annotations.NullMarked;
