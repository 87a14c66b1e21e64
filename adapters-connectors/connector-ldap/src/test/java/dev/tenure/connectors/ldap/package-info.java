@NullMarked
package dev.tenure.connectors.ldap;

import org.jspecify.annotations.NullMarked;
