/** Tests of how operations are kept. */
@NullMarked
package dev.tenure.persistence.provisioning;

import org.jspecify.annotations.NullMarked;
