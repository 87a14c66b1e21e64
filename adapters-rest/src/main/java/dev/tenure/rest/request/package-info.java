/** What every request is checked for before a use case hears of it. */
@NullMarked
package dev.tenure.rest.request;

import org.jspecify.annotations.NullMarked;
