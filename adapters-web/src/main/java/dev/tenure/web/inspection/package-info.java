/** The page about credentials and second factors of accounts. */
@NullMarked
package dev.tenure.web.inspection;

import org.jspecify.annotations.NullMarked;
