@NullMarked
package dev.tenure.rest;

import org.jspecify.annotations.NullMarked;
