/** Leaver cases: milestones, clocks, exceptions and the certificate. */
@NullMarked
package dev.tenure.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
