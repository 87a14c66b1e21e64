package dev.tenure.connector.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a connector can do with its target. What is not declared is never asked, and is refused where it is asked all the same.
 *
 * @param changes the kinds of change it carries out
 * @param reads what it reads beyond accounts and entitlements
 * @param worse of the changes, those that destroy more on this target than {@link ChangeKind#usualConsequence} says
 * @param unobservable what can outlive the change and that the target cannot list, with the longest time it lives
 */
public record Capabilities(
        Set<ChangeKind> changes,
        Set<ReadKind> reads,
        Map<ChangeKind, Consequence> worse,
        List<Unobservable> unobservable) {

    /** @throws IllegalArgumentException where the parts contradict each other */
    public Capabilities {
        changes = Set.copyOf(changes);
        reads = Set.copyOf(reads);
        worse = Map.copyOf(worse);
        unobservable = List.copyOf(unobservable);
        if (reads.contains(ReadKind.DELETIONS) && !reads.contains(ReadKind.CHANGES)) {
            throw new IllegalArgumentException("reads: DELETIONS needs CHANGES");
        }
        if (!changes.containsAll(worse.keySet())) {
            throw new IllegalArgumentException("worse: names a change that is not declared");
        }
        worse.forEach((kind, consequence) -> {
            if (!kind.usualConsequence().isMilderThan(consequence)) {
                throw new IllegalArgumentException("worse: is not worse than usual for " + kind);
            }
        });
    }

    /** Changes that destroy no more than usual, and no further reads. */
    public Capabilities(Set<ChangeKind> changes, List<Unobservable> unobservable) {
        this(changes, Set.of(), Map.of(), unobservable);
    }

    /** What a change leaves behind on this target. */
    public Consequence consequenceOf(ChangeKind kind) {
        return worse.getOrDefault(kind, kind.usualConsequence());
    }

    /**
     * A credential or session that the target cannot list, such as a Kerberos ticket.
     *
     * @param what the plain name, as it stands in the leaver certificate
     * @param longestLife how long one issued just before the account was blocked can live
     */
    public record Unobservable(String what, Duration longestLife) {}
}
