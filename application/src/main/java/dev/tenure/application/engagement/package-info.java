/** The register of people who are no employees: request, approval, mandatory end, extension. */
@NullMarked
package dev.tenure.application.engagement;

import org.jspecify.annotations.NullMarked;
