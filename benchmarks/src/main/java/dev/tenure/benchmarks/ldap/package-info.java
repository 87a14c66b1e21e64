/** How fast a directory is read. */
@NullMarked
package dev.tenure.benchmarks.ldap;

import org.jspecify.annotations.NullMarked;
