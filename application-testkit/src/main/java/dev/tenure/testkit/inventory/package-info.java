/** Systems and connectors in memory, and their contracts. */
@NullMarked
package dev.tenure.testkit.inventory;

import org.jspecify.annotations.NullMarked;
