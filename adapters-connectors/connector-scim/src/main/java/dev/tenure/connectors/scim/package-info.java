/**
 * Any system that speaks SCIM 2.0 (RFC 7643, 7644, 9865) behind the connector SPI.
 *
 * <p>A change is read, decided, attempted and verified. What the target says of itself is obeyed, and what contradicts
 * itself is not believed. Nothing is logged: what is to be known is in the answer, whose reasons hold no name and no id of a
 * person.
 */
@NullMarked
package dev.tenure.connectors.scim;

import org.jspecify.annotations.NullMarked;
