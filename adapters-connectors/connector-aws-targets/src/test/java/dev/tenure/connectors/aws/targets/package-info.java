@NullMarked
package dev.tenure.connectors.aws.targets;

import org.jspecify.annotations.NullMarked;
