package dev.tenure.web.lifecycle;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.lifecycle.ListSuspectedLeavers;
import dev.tenure.application.lifecycle.ListSuspensions;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SnapshotId;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.lifecycle.SuspectedLeaver;
import dev.tenure.domain.lifecycle.Suspension;
import dev.tenure.domain.lifecycle.SuspensionId;
import dev.tenure.domain.lifecycle.SuspicionId;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Suspensions and workers missing from HR's files in a fictional company, and the pages made of them. */
public final class SampleSuspensions {

    private static final Instant NOW = SampleLeavers.NOW;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000bbbb";

    private SampleSuspensions() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put(
                "suspected",
                suspected(SuspicionsShown.OPEN, Role.OPERATOR, open(1, NOW.minusSeconds(1)), open(2, NOW)));
        pages.put(
                "suspected-all",
                suspected(
                        SuspicionsShown.ALL,
                        Role.CONFIDENTIAL_HR,
                        open(1, NOW),
                        open(2, NOW).left(DAY, SampleLeavers.HOSTILE, "ada.sample", NOW),
                        open(3, NOW).stays(DAY, "On parental leave", "ada.sample", NOW),
                        new SuspectedLeaver.Settled(open(4, NOW).suspicion(), NOW, 1)));
        pages.put("suspected-read-only", suspected(SuspicionsShown.OPEN, Role.AUDITOR, open(1, NOW)));
        pages.put("suspected-none", suspected(SuspicionsShown.OPEN, Role.CONFIDENTIAL_HR));
        pages.put("suspected-none-left", suspected(SuspicionsShown.LEFT, Role.OPERATOR));
        Suspension.Decision decision =
                new Suspension.Decision(SampleLeavers.HOSTILE, new Suspension.Decider.Person("boris.sample"), NOW);
        pages.put(
                "suspensions",
                suspensions(
                        SuspensionsShown.ALL,
                        SampleLeavers.HOSTILE,
                        Role.OPERATOR,
                        undecided(1),
                        undecided(2)
                                .uphold(new Suspension.Decision(
                                        "It took effect", new Suspension.Decider.HrRecord(), NOW)),
                        undecided(3).lift(decision)));
        pages.put("suspensions-read-only", suspensions(SuspensionsShown.UNDECIDED, "", Role.AUDITOR, undecided(1)));
        pages.put("suspensions-none", suspensions(SuspensionsShown.UNDECIDED, "", Role.OPERATOR));
        pages.put(
                "suspensions-nobody-found",
                SuspensionsView.page(
                        new ListSuspensions.Outcome.Listed(new Slice<>(List.of(), Optional.empty())),
                        SuspensionsShown.LIFTED,
                        SampleLeavers.HOSTILE,
                        Optional.of(new ListIdentities.Outcome.Listed(new Slice<>(List.of(), Optional.empty()))),
                        caller(Role.ADMINISTRATOR)));
        pages.put("suspend", suspend("", SuspendPage.Step.ASK));
        pages.put("suspend-again", suspend(" ", SuspendPage.Step.ASK_AGAIN));
        pages.put("suspend-sure", suspend(SampleLeavers.HOSTILE, SuspendPage.Step.CONFIRM_SUSPEND));
        pages.put("suspend-sure-for-good", suspend("Copied what was not theirs", SuspendPage.Step.CONFIRM_FOR_GOOD));
        pages.put("suspend-read-only", suspend("", SuspendPage.Step.READ_ONLY));
        return pages;
    }

    private static SuspectedLeaversPage suspected(SuspicionsShown shown, Role role, SuspectedLeaver... all) {
        return SuspectedLeaversView.page(
                new ListSuspectedLeavers.Outcome.Listed(
                        new Slice<>(
                                Arrays.stream(all)
                                        .map(one -> new ListSuspectedLeavers.Named(one, SampleLeavers.HOSTILE))
                                        .toList(),
                                all.length == 0 ? Optional.empty() : Optional.of("key & more")),
                        NOW),
                shown,
                caller(role));
    }

    private static SuspectedLeaver.Open open(int number, Instant deadline) {
        return new SuspectedLeaver.Open(
                new SuspectedLeaver.Suspicion(
                        new SuspicionId(new UUID(20, number)),
                        new WorkerKey("hr", "100" + number),
                        new IdentityId(new UUID(12, number)),
                        new SnapshotId(new UUID(21, number)),
                        NOW.minusSeconds(90_000),
                        deadline),
                1);
    }

    private static SuspensionsPage suspensions(SuspensionsShown shown, String text, Role role, Suspension... all) {
        return SuspensionsView.page(
                new ListSuspensions.Outcome.Listed(new Slice<>(
                        Arrays.stream(all)
                                .map(one -> new ListSuspensions.Named(one, "Nora Sample"))
                                .toList(),
                        all.length == 0 ? Optional.empty() : Optional.of("key & more"))),
                shown,
                text,
                text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ListIdentities.Outcome.Listed(
                                new Slice<>(List.of(SampleLeavers.identity(text, false)), Optional.of("key & more")))),
                caller(role));
    }

    private static Suspension.Undecided undecided(int number) {
        return new Suspension.Call(
                        new SuspensionId(new UUID(22, number)),
                        new IdentityId(new UUID(12, number)),
                        new LeaverCaseId(new UUID(9, number)),
                        SampleLeavers.HOSTILE,
                        "ada.sample",
                        NOW,
                        NOW.plusSeconds(259_200))
                .begin();
    }

    private static SuspendPage suspend(String reason, SuspendPage.Step step) {
        return SuspensionsView.page(SampleLeavers.identity("Nora Sample", false), REQUEST, reason, step);
    }

    private static Caller caller(Role role) {
        return new Caller("ada.sample", "Ada Sample", Set.of(role));
    }
}
