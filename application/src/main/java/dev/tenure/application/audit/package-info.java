/** Writing, sequencing, proving and exporting the audit log. */
@NullMarked
package dev.tenure.application.audit;

import org.jspecify.annotations.NullMarked;
