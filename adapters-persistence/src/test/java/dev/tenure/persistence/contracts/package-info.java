/** The contracts of the ports, shown to hold on PostgreSQL. */
@NullMarked
package dev.tenure.persistence.contracts;

import org.jspecify.annotations.NullMarked;
