/**
 * LDAP v3 directories and Active Directory behind the connector SPI.
 *
 * <p>A change is read, decided, attempted and verified. What can be decided without the directory stands in pure functions:
 * {@link dev.tenure.connectors.ldap.Decisions} before the write, {@link dev.tenure.connectors.ldap.Judgement} after it.
 * Nothing is logged: what is to be known is in the answer, whose reasons hold no DN and no other personal data.
 */
@NullMarked
package dev.tenure.connectors.ldap;

import org.jspecify.annotations.NullMarked;
