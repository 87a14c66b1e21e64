/**
 * LDAP directories in memory, over real TCP on the loopback address, with the manners of well-known products.
 *
 * <p>For tests and for the demo; nothing is kept when a directory is closed. A directory can be told to fail in a planned
 * way, tells the truth about what it holds, and keeps a ledger of every write that took effect.
 */
@NullMarked
package dev.tenure.connectors.ldap.directories;

import org.jspecify.annotations.NullMarked;
