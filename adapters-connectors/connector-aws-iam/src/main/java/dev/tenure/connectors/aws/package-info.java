/**
 * The users of one AWS account behind the connector SPI, through AWS's own SDK.
 *
 * <p>A change is read, decided, attempted and verified; what came meanwhile is swept. Nothing is logged: what is to be known
 * is in the answer, whose reasons hold no name and no id of a person.
 */
@NullMarked
package dev.tenure.connectors.aws;

import org.jspecify.annotations.NullMarked;
