/** Worker files and leaver cases in memory, and their contracts. */
@NullMarked
package dev.tenure.testkit.lifecycle;

import org.jspecify.annotations.NullMarked;
