/** The page about credentials, of a fictional company. */
@NullMarked
package dev.tenure.web.inspection;

import org.jspecify.annotations.NullMarked;
