/** Brings a database to the schema that this version works on. */
@NullMarked
package dev.tenure.persistence.schema;

import org.jspecify.annotations.NullMarked;
