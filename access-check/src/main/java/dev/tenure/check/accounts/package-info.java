/** Accounts as the listings of systems have them. */
@NullMarked
package dev.tenure.check.accounts;

import org.jspecify.annotations.NullMarked;
