@NullMarked
package dev.tenure.domain.provisioning;

import org.jspecify.annotations.NullMarked;
