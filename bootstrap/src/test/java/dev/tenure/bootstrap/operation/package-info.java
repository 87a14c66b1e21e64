/** What the build makes of the service, looked at as files. */
@NullMarked
package dev.tenure.bootstrap.operation;

import org.jspecify.annotations.NullMarked;
