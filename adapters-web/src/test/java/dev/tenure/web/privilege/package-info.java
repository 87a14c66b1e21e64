/** The pages about reviews of privileged access, of a fictional company. */
@NullMarked
package dev.tenure.web.privilege;

import org.jspecify.annotations.NullMarked;
