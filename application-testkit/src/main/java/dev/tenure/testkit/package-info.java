/** What tests of use cases and of their adapters share: every port in memory, and the contracts that all adapters pass. */
@NullMarked
package dev.tenure.testkit;

import org.jspecify.annotations.NullMarked;
