package dev.tenure.application.wave;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.finding.FindingId;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.wave.Wave;
import dev.tenure.domain.wave.WaveId;
import dev.tenure.domain.wave.WaveItem;
import dev.tenure.domain.wave.WaveScope;
import dev.tenure.domain.wave.WaveSkip;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps waves and what is in them. Every method MUST run in the caller's transaction. */
public interface Waves {

    /** One wave. MUST NOT lock it. */
    Optional<Wave> find(WaveId id);

    /** The same, locked until the transaction ends. */
    Optional<Wave> lock(WaveId id);

    /** Adds or changes a wave. MUST throw where the stored version is not the wave's. */
    void save(Wave wave);

    /** Waves, the newest first. {@link PageRequest#after()} is opaque. */
    Slice<Wave> list(Optional<String> state, PageRequest page);

    /** How many open findings fit a scope; counting MAY stop at {@code enough}. */
    long fitting(WaveScope scope, Instant now, long enough);

    /**
     * Puts every open finding that fits a scope into a wave, in one statement over the set, as it is now.
     *
     * @param oncePerAccount whether of each account only one finding is taken: one whose kind a wave disables accounts for before
     *     others, then the most severe
     * @return how many
     */
    long freeze(WaveId id, WaveScope scope, boolean oncePerAccount, Instant now);

    /**
     * What has not been tried of a wave, and whether it is to be left alone; by id, at most {@code limit}. A wave that was started
     * earlier and is under way has a finding before this one.
     *
     * @param by who answers for the wave, or would were it started now
     */
    List<Judged> judge(Wave.Plan plan, Caller by, int limit);

    /** How many findings that have not been tried would be done, and how many left alone and why, by system. */
    List<Foreseen> foresee(Wave.Plan plan, Caller by);

    /** One finding of a wave, locked until the transaction ends. */
    Optional<WaveItem> item(WaveId id, FindingId finding);

    /** The finding of a wave that is about an account, locked until the transaction ends; of several any. */
    Optional<WaveItem> about(WaveId id, AccountId account);

    /** Findings of a wave in some states, by id, at most {@code limit}. */
    List<WaveItem> some(WaveId id, Set<String> states, int limit);

    /** The same, but only those about an account that is protected. */
    List<WaveItem> guarded(WaveId id, Set<String> states, int limit);

    /** Writes down what became of some findings of a wave. */
    void settle(WaveId id, Collection<FindingId> findings, WaveItem.State state);

    /** What was held on a system and is not any longer is planned again. */
    void letGo(WaveId id, SystemId system);

    /** When the wait for the last disabled account of a wave is over; empty where none is disabled. */
    Optional<Instant> lastWait(WaveId id);

    /** Waves that are carried out or withdrawn, or whose wait is over, the first started first. */
    List<WaveId> live(Instant now);

    /** What became of a wave's findings, in numbers. */
    List<Figure> figures(WaveId id);

    /** Who has to see to a wave's findings that are open now, who has the most first, at most {@code limit}. */
    List<Share> shares(WaveId id, int limit);

    /** Findings of a wave, by the account's name. {@link PageRequest#after()} is opaque. */
    Slice<WaveItem> items(WaveId id, Filter filter, PageRequest page);

    /**
     * Which findings of a wave are wanted; an empty filter wants all.
     *
     * @param state in one state, by its label
     * @param text part of the account's name, without regard to case
     */
    record Filter(Optional<String> state, Optional<String> text) {}

    /**
     * A finding that has not been tried.
     *
     * @param skip why it is to be left alone; empty where it is not
     * @param nativeId the target's id of the account; empty where it is not known
     * @param privileged whether the account is privileged
     */
    record Judged(WaveItem item, Optional<WaveSkip> skip, Optional<String> nativeId, boolean privileged) {}

    /** So many on a system would be done, or left alone for a reason. */
    record Foreseen(SystemId system, Optional<WaveSkip> skip, long findings) {}

    /**
     * So many findings.
     *
     * @param state what became of them, by its label
     * @param skip why they were left alone, where they were
     */
    record Figure(
            SystemId system,
            FindingKind kind,
            Severity severity,
            String state,
            Optional<WaveSkip> skip,
            long findings) {}

    /** So many open findings that somebody has to see to. */
    record Share(String owner, long findings) {}
}
