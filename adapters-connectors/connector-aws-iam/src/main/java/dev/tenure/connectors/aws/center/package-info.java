/**
 * The users of one instance of IAM Identity Center behind the connector SPI: groups, and permission sets in the accounts of an
 * organization.
 *
 * <p>What AWS does later is waited for, and read back like everything else. Nothing is logged.
 */
@NullMarked
package dev.tenure.connectors.aws.center;

import org.jspecify.annotations.NullMarked;
