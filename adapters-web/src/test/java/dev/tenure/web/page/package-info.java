/** Tests of what every page has, on pages rendered without a server. */
@NullMarked
package dev.tenure.web.page;

import org.jspecify.annotations.NullMarked;
