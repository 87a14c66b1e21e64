/** What a target system was seen to hold: accounts, entitlements, reads. */
@NullMarked
package dev.tenure.domain.reconciliation;

import org.jspecify.annotations.NullMarked;
