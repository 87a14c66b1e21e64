/** Signed-in browsers, kept on the server. */
@NullMarked
package dev.tenure.bootstrap.session;

import org.jspecify.annotations.NullMarked;
