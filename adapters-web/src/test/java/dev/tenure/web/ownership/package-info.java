/** Tests of the pages about what leavers owned. */
@NullMarked
package dev.tenure.web.ownership;

import org.jspecify.annotations.NullMarked;
