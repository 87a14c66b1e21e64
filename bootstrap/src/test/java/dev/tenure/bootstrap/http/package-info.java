/** The service as clients meet it, over HTTP. */
@NullMarked
package dev.tenure.bootstrap.http;

import org.jspecify.annotations.NullMarked;
