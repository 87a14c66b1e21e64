/** How fast users are taken and listed by SCIM. */
@NullMarked
package dev.tenure.benchmarks.scim;

import org.jspecify.annotations.NullMarked;
