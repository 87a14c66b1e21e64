package dev.tenure.domain.lifecycle;

import java.time.Duration;

/**
 * What can outlive a blocked account on a system and cannot be listed there.
 *
 * @param what its plain name, such as {@code Kerberos tickets}
 * @param longestLife how long one issued just before the blocking can live
 */
public record Unobservable(String what, Duration longestLife) {}
