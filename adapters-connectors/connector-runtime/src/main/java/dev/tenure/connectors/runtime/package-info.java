/** Finds connectors, checks their settings and stands between them and the product. */
@NullMarked
package dev.tenure.connectors.runtime;

import org.jspecify.annotations.NullMarked;
