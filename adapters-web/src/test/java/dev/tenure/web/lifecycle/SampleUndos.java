package dev.tenure.web.lifecycle;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.lifecycle.UndoId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Mistaken endings of a fictional company and how they are undone, and the pages made of them. */
public final class SampleUndos {

    static final Instant NOW = SampleLeavers.NOW;
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000bbbb";
    private static final AccountId ACCOUNT = new AccountId(new UUID(30, 1));

    private SampleUndos() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("undo-none", undo(Role.OPERATOR, "", false));
        pages.put("undo-wrong", undo(Role.OPERATOR, SampleLeavers.HOSTILE, true));
        pages.put("undo-read-only", undo(Role.AUDITOR, "", false, proposed(1, "boris.sample", NOW)));
        pages.put("undo-proposed", undo(Role.ADMINISTRATOR, "", false, proposed(1, "boris.sample", NOW)));
        pages.put("undo-proposed-by-me", undo(Role.ADMINISTRATOR, "", false, proposed(1, "ada.sample", NOW)));
        pages.put(
                "undo-lapsed", undo(Role.OPERATOR, "", false, proposed(1, "boris.sample", NOW.minus(Undo.STANDS_FOR))));
        pages.put("undo-under-way", undo(Role.OPERATOR, "", false, confirmed(1), declined(2)));
        pages.put("undo-completed", undo(Role.OPERATOR, "", false, completed(1)));
        for (Map.Entry<String, Undo> one : Map.of(
                        "proposed", (Undo) proposed(1, "boris.sample", NOW),
                        "lapsed", proposed(1, "boris.sample", NOW.minus(Undo.STANDS_FOR)),
                        "under-way", confirmed(1),
                        "given-back", completed(1),
                        "declined", declined(1))
                .entrySet()) {
            pages.put("leaver-undo-" + one.getKey(), leaver(List.of(one.getValue())));
        }
        pages.put(
                "retry",
                LeaverView.retry(
                                SampleLeavers.shown(SampleLeavers.open(), SampleLeavers.operations(), List.of()),
                                caller(Role.OPERATOR),
                                waiting(),
                                "",
                                false)
                        .orElseThrow());
        pages.put(
                "retry-wrong",
                LeaverView.retry(
                                SampleLeavers.shown(SampleLeavers.open(), SampleLeavers.operations(), List.of()),
                                caller(Role.OPERATOR),
                                waiting(),
                                SampleLeavers.HOSTILE,
                                true)
                        .orElseThrow());
        pages.put(
                "retry-read-only",
                LeaverView.retry(
                                SampleLeavers.shown(SampleLeavers.open(), SampleLeavers.operations(), List.of()),
                                caller(Role.AUDITOR),
                                waiting(),
                                "",
                                false)
                        .orElseThrow());
        return pages;
    }

    /** The operation of the sample case that the target refuses. */
    static String waiting() {
        return LeaverView.of(
                        SampleLeavers.shown(SampleLeavers.open(), SampleLeavers.operations(), List.of()),
                        Optional.empty(),
                        caller(Role.OPERATOR))
                .operations()
                .stream()
                .filter(one -> one.retryHref() != null)
                .findFirst()
                .orElseThrow()
                .id();
    }

    static LeaverPage leaver(List<Undo> undos) {
        return LeaverView.of(
                SampleLeavers.shown(SampleLeavers.closed(), List.of(), List.of()),
                Optional.of(undos),
                caller(Role.OPERATOR));
    }

    static UndoPage undo(Role role, String reason, boolean wrong, Undo... undos) {
        return UndoView.page(
                SampleLeavers.shown(SampleLeavers.open(), SampleLeavers.operations(), List.of()),
                List.of(undos),
                caller(role),
                REQUEST,
                reason,
                wrong);
    }

    static Undo.Proposed proposed(int number, String by, Instant at) {
        return new Undo.Proposal(
                        new UndoId(new UUID(31, number)),
                        SampleLeavers.open().opening().id(),
                        new IdentityId(new UUID(12, 1)),
                        List.of(gift(new Undo.Access.SignIn()), gift(membership("1"))),
                        List.of(
                                new Undo.Loss(
                                        ACCOUNT, SampleLeavers.DIRECTORY, SampleLeavers.HOSTILE, Step.RESET_SECRET),
                                new Undo.Loss(ACCOUNT, new SystemId(new UUID(32, 1)), "nora.sample", Step.CLEAR_MFA)),
                        SampleLeavers.HOSTILE,
                        by,
                        at)
                .begin();
    }

    private static Undo.Declined declined(int number) {
        return proposed(number, "boris.sample", NOW).decline("ada.sample", NOW);
    }

    private static Undo.Confirmed confirmed(int number) {
        return proposed(number, "boris.sample", NOW)
                .confirm(
                        "ada.sample",
                        List.of(
                                part(new Undo.Access.SignIn(), new Undo.PartState.Given(NOW)),
                                part(membership("1"), new Undo.PartState.Due()),
                                part(membership("2"), new Undo.PartState.Refused(SampleLeavers.HOSTILE)),
                                part(membership("3"), new Undo.PartState.LeftAlone("the account is protected"))),
                        NOW);
    }

    private static Undo.Completed completed(int number) {
        return proposed(number, "boris.sample", NOW)
                .confirm("ada.sample", List.of(part(new Undo.Access.SignIn(), new Undo.PartState.Given(NOW))), NOW)
                .complete(NOW.plusSeconds(7));
    }

    private static Undo.Part part(Undo.Access access, Undo.PartState state) {
        return new Undo.Part(gift(access), state);
    }

    private static Undo.Gift gift(Undo.Access access) {
        return new Undo.Gift(ACCOUNT, SampleLeavers.DIRECTORY, "nora.sample", access);
    }

    private static Undo.Access membership(String name) {
        return new Undo.Access.Membership("cn=" + name, "Drawings " + name);
    }

    private static Caller caller(Role role) {
        return new Caller("ada.sample", "Ada Sample", Set.of(role));
    }
}
