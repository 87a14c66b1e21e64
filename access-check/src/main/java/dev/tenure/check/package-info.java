/** The command {@code ./tenure check}: an HR file held against listings of accounts, without a server. */
@NullMarked
package dev.tenure.check;

import org.jspecify.annotations.NullMarked;
