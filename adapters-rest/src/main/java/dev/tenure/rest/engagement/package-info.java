/** The register of non-employees as resources. */
@NullMarked
package dev.tenure.rest.engagement;

import org.jspecify.annotations.NullMarked;
