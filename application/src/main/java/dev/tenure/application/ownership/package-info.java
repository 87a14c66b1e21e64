/** Ownership that goes to somebody else when an owner leaves. */
@NullMarked
package dev.tenure.application.ownership;

import org.jspecify.annotations.NullMarked;
