/** Reading systems and knowing their accounts. */
@NullMarked
package dev.tenure.application.reconciliation;

import org.jspecify.annotations.NullMarked;
