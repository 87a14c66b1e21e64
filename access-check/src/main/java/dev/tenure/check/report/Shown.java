package dev.tenure.check.report;

import dev.tenure.check.findings.Finding;
import dev.tenure.check.findings.Kind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts findings and keeps the most urgent of each kind, so that any number of them fits. */
public final class Shown {

    private static final Comparator<Finding> URGENT_FIRST = Comparator.comparingInt(Finding::rank)
            .thenComparing(Comparator.comparingLong(Finding::days).reversed())
            .thenComparing(Finding::system)
            .thenComparing(Finding::account);

    private final int most;
    private final Map<Kind, PriorityQueue<Finding>> kept = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> urgent = new EnumMap<>(Kind.class);

    /** Keeps this many of each kind. */
    public Shown(int most) {
        this.most = most;
    }

    /** Takes a finding. */
    public void add(Finding finding) {
        counts.merge(finding.kind(), 1L, Long::sum);
        if (finding.rank() < 2) {
            urgent.merge(finding.kind(), 1L, Long::sum);
        }
        PriorityQueue<Finding> queue =
                kept.computeIfAbsent(finding.kind(), kind -> new PriorityQueue<>(URGENT_FIRST.reversed()));
        queue.add(finding);
        if (queue.size() > most) {
            queue.remove();
        }
    }

    /** How many there are of a kind. */
    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** How many of a kind have one of the two most urgent ranks. */
    public long urgent(Kind kind) {
        return urgent.getOrDefault(kind, 0L);
    }

    /** Those that were kept, the most urgent first. */
    public List<Finding> of(Kind kind) {
        PriorityQueue<Finding> queue = kept.get(kind);
        return queue == null ? List.of() : queue.stream().sorted(URGENT_FIRST).toList();
    }
}
