package dev.tenure.application.provisioning;

import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import java.time.Instant;
import java.util.Optional;

/**
 * What must not be destroyed (SAF-5). Asked right before every change that its connector calls destructive, for every cause, in a
 * transaction of its own. MUST NOT change anything.
 */
@FunctionalInterface
public interface Preserved {

    /**
     * Why a step may not be taken now, in words for people and without personal data; empty where it may.
     *
     * @param work the step, which destroys something
     * @param what what it destroys, in the connector's words
     */
    Optional<String> forbids(Operation.Plan plan, Work.OnAccount work, String what, Instant now);
}
