package dev.tenure.web.provisioning;

import dev.tenure.application.paging.Slice;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.ListGuards;
import dev.tenure.application.provisioning.ListHolds;
import dev.tenure.application.provisioning.ListStops;
import dev.tenure.application.provisioning.ShowGuard;
import dev.tenure.application.provisioning.ShowHold;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Cause;
import dev.tenure.domain.provisioning.Guard;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Hold;
import dev.tenure.domain.provisioning.HoldId;
import dev.tenure.domain.provisioning.HoldRelease;
import dev.tenure.domain.provisioning.Stop;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.inventory.SampleSystems;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Holds and stops of a fictional company, and the pages made of them. */
public final class SampleHolds {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000aaaa";

    private SampleHolds() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        Holds.Summary open = summary(new Hold.Open(opening()), Optional.empty());
        Holds.Summary waits = summary(new Hold.Open(opening()), Optional.of(proposed("boris.sample")));
        Holds.Summary mine = summary(new Hold.Open(opening()), Optional.of(proposed("ada.sample")));
        Holds.Summary ended = summary(new Hold.Open(opening()).end(NOW), Optional.empty());
        pages.put(
                "guard",
                GuardView.page(
                        new ListHolds.Outcome.Listed(new Slice<>(List.of(waits, ended), Optional.of("key & more"))),
                        stops(stop(1), stop(2)),
                        guards(settled(GuardLimit.USUAL), loosening("boris.sample")),
                        caller(Role.ADMINISTRATOR)));
        pages.put(
                "guard-all-stopped",
                GuardView.page(
                        new ListHolds.Outcome.Listed(new Slice<>(List.of(), Optional.empty())),
                        stops(all()),
                        guards(),
                        caller(Role.OPERATOR)));
        pages.put(
                "guard-read-only",
                GuardView.page(
                        new ListHolds.Outcome.Listed(new Slice<>(List.of(), Optional.empty())),
                        stops(),
                        guards(loosening("ada.sample")),
                        caller(Role.AUDITOR)));
        pages.put("hold", hold(open, Role.OPERATOR));
        pages.put("hold-proposed", hold(waits, Role.ADMINISTRATOR));
        pages.put("hold-proposed-by-me", hold(mine, Role.OPERATOR));
        pages.put("hold-read-only", hold(waits, Role.AUDITOR));
        pages.put(
                "hold-ended",
                GuardView.page(
                        new ShowHold.Outcome.Shown(
                                ended,
                                List.of(
                                        proposed("boris.sample").confirm("ada.sample", 6, NOW),
                                        proposed("ada.sample").decline("boris.sample", NOW))),
                        new Slice<>(List.of(), Optional.empty()),
                        caller(Role.OPERATOR),
                        REQUEST));
        pages.put("limit", limit(settled(new GuardLimit(5, 0, Duration.ofMinutes(90))), true, Role.ADMINISTRATOR));
        pages.put("limit-proposed", limit(loosening("boris.sample"), false, Role.ADMINISTRATOR));
        pages.put("limit-proposed-by-me", limit(loosening("ada.sample"), false, Role.ADMINISTRATOR));
        pages.put("limit-read-only", limit(loosening("boris.sample"), true, Role.OPERATOR));
        return pages;
    }

    static LimitPage limit(Guard guard, boolean held, Role role) {
        return GuardView.page(
                SampleSystems.hostile(),
                new ShowGuard.Outcome.Shown(
                        guard, 4, 20, held ? Optional.of(new Hold.Open(opening())) : Optional.empty()),
                caller(role));
    }

    static Guard settled(GuardLimit limit) {
        return new Guard.Settled(new SystemId(system(1)), limit, 3);
    }

    static Guard loosening(String by) {
        return new Guard.Loosening(
                new SystemId(system(1)), GuardLimit.USUAL, new GuardLimit(200, 10, Duration.ofDays(2)), by, NOW, 4);
    }

    private static ListGuards.Outcome.Listed guards(Guard... guards) {
        return new ListGuards.Outcome.Listed(Arrays.stream(guards)
                .map(guard -> new ListGuards.Guarded(SampleSystems.hostile(), guard))
                .toList());
    }

    /** A hold that is open. */
    public static Hold.Open open() {
        return new Hold.Open(opening());
    }

    /** A stop of the system of a number. */
    public static Stop.InForce stop(int number) {
        return new Stop.InForce(new Stop.Order(
                new UUID(7, number),
                Optional.of(new SystemId(system(number))),
                SampleLeavers.HOSTILE,
                "boris.sample",
                NOW));
    }

    private static UUID system(int number) {
        return UUID.fromString("01958a00-0000-7000-8000-00000000000" + number);
    }

    private static Stop.InForce all() {
        return new Stop.InForce(
                new Stop.Order(new UUID(7, 0), Optional.empty(), "It disables people who work", "ada.sample", NOW));
    }

    private static ListStops.Outcome.Listed stops(Stop.InForce... inForce) {
        return new ListStops.Outcome.Listed(List.of(inForce), new Slice<>(List.of(), Optional.empty()));
    }

    private static HoldPage hold(Holds.Summary summary, Role role) {
        return GuardView.page(
                new ShowHold.Outcome.Shown(summary, List.of()),
                new Slice<>(List.of(account(1, true), account(2, false)), Optional.of("key & more")),
                caller(role),
                REQUEST);
    }

    private static Caller caller(Role role) {
        return new Caller("ada.sample", "Ada Sample", Set.of(role));
    }

    private static Hold.Opening opening() {
        return new Hold.Opening(
                new HoldId(new UUID(8, 1)), new SystemId(system(1)), GuardLimit.USUAL, 20, 20, cause(1), NOW);
    }

    private static Cause cause(int number) {
        return new Cause(Cause.Kind.LEAVER_CASE, new UUID(9, number));
    }

    private static Holds.Summary summary(Hold hold, Optional<HoldRelease.Proposed> waiting) {
        return new Holds.Summary(hold, SampleLeavers.HOSTILE, 2, 6, 2, 3, waiting);
    }

    private static HoldRelease.Proposed proposed(String by) {
        return new HoldRelease.Proposed(new HoldRelease.Proposal(
                new UUID(10, 1), new HoldId(new UUID(8, 1)), false, 1, 3, SampleLeavers.HOSTILE, by, NOW));
    }

    /** Where the line of an account on which something of a cause is held leads to. */
    static String leadsTo(Cause cause, boolean known) {
        return GuardView.page(
                        new ShowHold.Outcome.Shown(summary(open(), Optional.empty()), List.of()),
                        new Slice<>(List.of(account(1, known, cause)), Optional.empty()),
                        caller(Role.OPERATOR),
                        REQUEST)
                .accounts()
                .getFirst()
                .causeHref();
    }

    private static Holds.HeldAccount account(int number, boolean known) {
        return account(number, known, cause(number));
    }

    private static Holds.HeldAccount account(int number, boolean known, Cause cause) {
        return new Holds.HeldAccount(
                new AccountId(new UUID(11, number)),
                SampleLeavers.HOSTILE,
                known
                        ? Optional.of(
                                new Holds.Person(new IdentityId(new UUID(12, number)), "1001", SampleLeavers.HOSTILE))
                        : Optional.empty(),
                cause,
                List.of("disable-account", "reset-secret"),
                NOW,
                NOW);
    }
}
