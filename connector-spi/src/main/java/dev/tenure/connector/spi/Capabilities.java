package dev.tenure.connector.spi;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a connector can do with its target. What is not declared is never asked.
 *
 * @param changes the kinds of change it carries out
 * @param unobservable what can outlive the change and that the target cannot list, with the longest time it lives
 */
public record Capabilities(Set<ChangeKind> changes, List<Unobservable> unobservable) {

    public Capabilities {
        changes = Set.copyOf(changes);
        unobservable = List.copyOf(unobservable);
    }

    /**
     * A credential or session that the target cannot list, such as a Kerberos ticket.
     *
     * @param what the plain name, as it stands in the leaver certificate
     * @param longestLife how long one issued just before the account was blocked can live
     */
    public record Unobservable(String what, Duration longestLife) {}
}
