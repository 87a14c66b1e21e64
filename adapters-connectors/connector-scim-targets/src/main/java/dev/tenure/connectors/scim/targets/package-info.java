/**
 * Systems that speak SCIM 2.0, in memory, over real HTTP on the loopback address, with the manners of the standard and of
 * those who depart from it.
 *
 * <p>For tests and for the demo; nothing is kept when a target is closed. A target can be told to fail in a planned way, tells
 * the truth about what it holds, and keeps a ledger of every write that took effect.
 */
@NullMarked
package dev.tenure.connectors.scim.targets;

import org.jspecify.annotations.NullMarked;
