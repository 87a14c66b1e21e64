/** How a request that is refused or fails is answered: RFC 9457, without a trace of the inside. */
@NullMarked
package dev.tenure.rest.problem;

import org.jspecify.annotations.NullMarked;
