/**
 * The launcher of {@code ./tenure demo}: a fictional company with its database, its OpenID provider and its directories
 * around the unmodified production artifact.
 *
 * <p>Nothing here is a part of the product. The application is told everything by {@link
 * dev.tenure.demo.ApplicationEnvironment} and is used by its REST API.
 */
@NullMarked
package dev.tenure.demo;

import org.jspecify.annotations.NullMarked;
