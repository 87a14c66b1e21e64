@NullMarked
package dev.tenure.rest.caller;

import org.jspecify.annotations.NullMarked;
