package dev.tenure.connectors.ldap;

import dev.tenure.connector.spi.EntitlementRef;

/**
 * A group that lists an account.
 *
 * @param ref its stable id
 * @param name what people call it
 * @param dn where it is
 * @param attribute the attribute that lists the account
 * @param value the value that stands for the account in it
 */
record DirectGroup(EntitlementRef ref, String name, String dn, String attribute, String value) {}
