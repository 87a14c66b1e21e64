/** SCIM clients and what they push, in memory, and what their ports promise. */
@NullMarked
package dev.tenure.testkit.push;

import org.jspecify.annotations.NullMarked;
