/** Keeps what is to be done on systems. */
@NullMarked
package dev.tenure.persistence.provisioning;

import org.jspecify.annotations.NullMarked;
