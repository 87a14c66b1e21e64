/** What a person who runs the service looks at: health, metrics, start-up checks. */
@NullMarked
package dev.tenure.bootstrap.operation;

import org.jspecify.annotations.NullMarked;
