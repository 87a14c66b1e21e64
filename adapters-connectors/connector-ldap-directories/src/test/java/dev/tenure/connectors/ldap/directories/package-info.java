@NullMarked
package dev.tenure.connectors.ldap.directories;

import org.jspecify.annotations.NullMarked;
