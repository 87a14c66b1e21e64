/** Tests of ownership that goes to somebody else when an owner leaves. */
@NullMarked
package dev.tenure.testkit.ownership;

import org.jspecify.annotations.NullMarked;
