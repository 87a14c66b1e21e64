package dev.tenure.web.inspection;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Credentials of a fictional company and the pages made of them. */
public final class SampleCredentials {

    private static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");

    private SampleCredentials() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        CredentialsQuery narrowed = CredentialsQuery.of(
                "all",
                SampleLeavers.HOSTILE,
                "true",
                new UUID(3, 1).toString(),
                new UUID(4, 1).toString(),
                new UUID(12, 1).toString(),
                null);
        return Map.of(
                "credentials",
                CredentialsView.page(
                        listed(held(1, true, false), held(2, false, true), held(3, false, false)), narrowed),
                "credentials-none",
                CredentialsView.page(listed(), CredentialsQuery.of(null, null, null, null, null, null, null)));
    }

    static ListCredentials.Outcome.Listed listed(HeldArtefact... held) {
        return new ListCredentials.Outcome.Listed(
                new Slice<>(Arrays.asList(held), held.length == 0 ? Optional.empty() : Optional.of("key & more")), NOW);
    }

    static HeldArtefact held(int number, boolean overdue, boolean gone) {
        return new HeldArtefact(
                new UUID(51, number),
                new Artefact(
                        Artefact.Kind.CREDENTIAL,
                        SampleLeavers.HOSTILE,
                        SampleLeavers.HOSTILE,
                        overdue ? Optional.of(NOW.minusSeconds(9_000_000)) : Optional.empty(),
                        overdue ? Optional.empty() : Optional.of(NOW),
                        Optional.empty()),
                NOW.minusSeconds(600),
                gone ? Optional.of(NOW) : Optional.empty(),
                new HeldArtefact.Holder(
                        new AccountId(new UUID(4, number)),
                        SampleLeavers.HOSTILE,
                        new SystemId(new UUID(3, 1)),
                        SampleLeavers.HOSTILE,
                        Optional.empty(),
                        overdue,
                        overdue),
                overdue);
    }
}
