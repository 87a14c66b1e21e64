/** Tests of what becomes of things whose owner leaves. */
@NullMarked
package dev.tenure.domain.ownership;

import org.jspecify.annotations.NullMarked;
