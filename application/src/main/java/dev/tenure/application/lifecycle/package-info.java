/** Worker records in, leaver cases through to their certificate. */
@NullMarked
package dev.tenure.application.lifecycle;

import org.jspecify.annotations.NullMarked;
