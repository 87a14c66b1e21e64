/** The whole service for tests: database, OpenID provider, directories. */
@NullMarked
package dev.tenure.bootstrap.testing;

import org.jspecify.annotations.NullMarked;
