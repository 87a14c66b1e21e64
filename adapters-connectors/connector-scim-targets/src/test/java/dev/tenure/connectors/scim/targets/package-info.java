@NullMarked
package dev.tenure.connectors.scim.targets;

import org.jspecify.annotations.NullMarked;
