/**
 * An example for connector authors: accounts that stand in a web server's password file, and its group file.
 *
 * <p>Read {@link dev.tenure.examples.htpasswd.HtpasswdConnectorFactory} first, then the connector, and the decisions that it
 * carries out.
 */
@NullMarked
package dev.tenure.examples.htpasswd;

import org.jspecify.annotations.NullMarked;
