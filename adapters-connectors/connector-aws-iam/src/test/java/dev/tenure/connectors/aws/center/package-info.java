@NullMarked
package dev.tenure.connectors.aws.center;

import org.jspecify.annotations.NullMarked;
