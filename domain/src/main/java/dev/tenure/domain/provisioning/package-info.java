/** Operations against target systems, as rows that an auditor looks at. */
@NullMarked
package dev.tenure.domain.provisioning;

import org.jspecify.annotations.NullMarked;
