/** Pages about the audit log, and where in it something stands. */
@NullMarked
package dev.tenure.web.audit;

import org.jspecify.annotations.NullMarked;
