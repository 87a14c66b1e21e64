@NullMarked
package dev.tenure.connectors.scim;

import org.jspecify.annotations.NullMarked;
