/** The register of non-employees as pages. */
@NullMarked
package dev.tenure.web.engagement;

import org.jspecify.annotations.NullMarked;
