/** Files of workers: how they are read and where they come from. */
@NullMarked
package dev.tenure.files.lifecycle;

import org.jspecify.annotations.NullMarked;
