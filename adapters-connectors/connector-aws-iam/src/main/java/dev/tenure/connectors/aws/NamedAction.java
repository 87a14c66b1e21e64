package dev.tenure.connectors.aws;

/** An action of AWS that a connector may call. */
public interface NamedAction {

    /** AWS's name of it. */
    String operation();

    /** What a policy calls it, with the service before it. */
    String permission();

    /** The document that says which policy allows it. */
    String document();
}
