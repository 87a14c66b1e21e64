package dev.tenure.application.ownership;

import dev.tenure.domain.ownership.HandOver;

/**
 * A hand-over with what people are called.
 *
 * @param leaver who leaves
 * @param proposed who is proposed; empty where nobody is
 * @param successor who took it over; empty where nobody has
 */
public record NamedHandOver(HandOver handOver, String leaver, String proposed, String successor) {}
