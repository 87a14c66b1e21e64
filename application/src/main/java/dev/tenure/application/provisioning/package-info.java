/** Carrying operations out on target systems. */
@NullMarked
package dev.tenure.application.provisioning;

import org.jspecify.annotations.NullMarked;
