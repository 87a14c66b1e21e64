/** Tests of what confidential HR sees. */
@NullMarked
package dev.tenure.web.identity;

import org.jspecify.annotations.NullMarked;
