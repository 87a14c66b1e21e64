@NullMarked
package dev.tenure.rest.provisioning;

import org.jspecify.annotations.NullMarked;
