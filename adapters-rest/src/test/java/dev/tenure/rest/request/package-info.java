@NullMarked
package dev.tenure.rest.request;

import org.jspecify.annotations.NullMarked;
