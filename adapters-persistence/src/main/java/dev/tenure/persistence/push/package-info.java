/** SCIM clients and what they push, on PostgreSQL. */
@NullMarked
package dev.tenure.persistence.push;

import org.jspecify.annotations.NullMarked;
