package dev.tenure.connectors.aws.targets;

/**
 * One write that took effect: what it wrote did not stand there before.
 *
 * @param action the action, such as {@code DeleteAccessKey}
 * @param subject the name of the user it was about, or the device's number where it names no user
 */
public record Effect(String action, String subject) {}
