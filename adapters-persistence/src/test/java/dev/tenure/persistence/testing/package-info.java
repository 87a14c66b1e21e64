/** An embedded PostgreSQL with the product's roles and schema, for the tests of this module and of those above it. */
@NullMarked
package dev.tenure.persistence.testing;

import org.jspecify.annotations.NullMarked;
