/** What accounts hold beside a password, over HTTP. */
@NullMarked
package dev.tenure.rest.inspection;

import org.jspecify.annotations.NullMarked;
