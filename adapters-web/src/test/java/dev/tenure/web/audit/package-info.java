/** Tests of the pages about the audit log. */
@NullMarked
package dev.tenure.web.audit;

import org.jspecify.annotations.NullMarked;
