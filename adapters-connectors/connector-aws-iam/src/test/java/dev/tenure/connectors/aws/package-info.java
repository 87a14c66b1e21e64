@NullMarked
package dev.tenure.connectors.aws;

import org.jspecify.annotations.NullMarked;
