/** What is wrong with which account, and what to do. */
@NullMarked
package dev.tenure.check.findings;

import org.jspecify.annotations.NullMarked;
