/** The register of non-employees in memory, and what it promises. */
@NullMarked
package dev.tenure.testkit.engagement;

import org.jspecify.annotations.NullMarked;
