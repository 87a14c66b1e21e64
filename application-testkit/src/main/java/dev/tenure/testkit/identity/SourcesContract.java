package dev.tenure.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.SourceConflict;
import dev.tenure.testkit.Ports;
import dev.tenure.testkit.paging.WholeList;
import dev.tenure.testkit.sample.Samples;
import dev.tenure.testkit.transaction.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link WorkerSources}, {@link AttributeAuthorities} and {@link SourceConflicts} promise. */
public interface SourcesContract {

    /** The ports under test. */
    Ports ports();

    @Test
    default void aNameBelongsToOneKindOfSource() {
        String name = Samples.unique("source");
        assertTrue(claim(name, WorkerSources.Kind.SCIM));
        assertTrue(claim(name, WorkerSources.Kind.SCIM), "the same source may be configured again");
        assertFalse(claim(name, WorkerSources.Kind.FILE));
        assertEquals(
                WorkerSources.Kind.SCIM,
                ports().transactions()
                        .call(now -> ports().workerSources().all())
                        .get(name));
    }

    private boolean claim(String name, WorkerSources.Kind kind) {
        return ports().transactions().call(now -> ports().workerSources().claim(name, kind));
    }

    @Test
    default void theAuthorityComesBackAsItWasDecidedWithItsVersionCounted() {
        AttributeAuthority before = ports().transactions()
                .call(now -> ports().attributeAuthorities().current());
        AttributeAuthority decided = new AttributeAuthority(
                List.of("hr", "idp"),
                Map.of(Attribute.EMAIL, List.of("idp"), Attribute.MANAGER, List.of("idp", "hr")),
                before.version());
        ports().transactions().call(now -> {
            ports().attributeAuthorities().save(decided, now);
            return now;
        });
        assertEquals(
                new AttributeAuthority(decided.order(), decided.exceptions(), before.version() + 1),
                ports().transactions()
                        .call(now -> ports().attributeAuthorities().current()));
        Refusal.of(ports(), () -> ports().attributeAuthorities().save(decided, Samples.MONDAY));
    }

    @Test
    default void whatWasInForceStaysKnown() {
        AttributeAuthority before = ports().transactions()
                .call(now -> ports().attributeAuthorities().current());
        Instant decided = ports().transactions().call(now -> {
            ports().attributeAuthorities()
                    .save(new AttributeAuthority(List.of("idp"), Map.of(), before.version()), now);
            return now;
        });
        assertEquals(before.order(), at(decided.minusNanos(1000)).order());
        assertEquals(List.of("idp"), at(decided).order());
        assertEquals(AttributeAuthority.UNDECIDED, at(Instant.EPOCH));
    }

    private AttributeAuthority at(Instant moment) {
        return ports().transactions().call(now -> ports().attributeAuthorities().at(moment));
    }

    @Test
    default void openConflictsAreListedThoseThatBeganLastFirst() {
        String source = Samples.unique("idp");
        SourceConflict title = new SourceConflict(Attribute.TITLE, "hr", source);
        SourceConflict email = new SourceConflict(Attribute.EMAIL, source, "hr");
        IdentityId ada = new IdentityId(UUID.randomUUID());
        IdentityId bob = new IdentityId(UUID.randomUUID());
        settle(ada, List.of(title));
        settle(bob, List.of(email));
        settle(ada, List.of(title, new SourceConflict(Attribute.NAME, "hr", "else")));
        assertEquals(List.of(email, title), listed(Optional.empty(), Optional.empty(), Optional.of(source)));
        assertEquals(List.of(title), listed(Optional.of(ada), Optional.of(Attribute.TITLE), Optional.empty()));
        assertEquals(List.of(email), listed(Optional.empty(), Optional.of(Attribute.EMAIL), Optional.of(source)));
        settle(ada, List.of());
        assertEquals(List.of(), listed(Optional.of(ada), Optional.empty(), Optional.empty()));
    }

    private List<SourceConflict> listed(
            Optional<IdentityId> identity, Optional<Attribute> attribute, Optional<String> source) {
        return WholeList.of(1, page -> ports().transactions().call(now -> ports().sourceConflicts()
                        .list(new SourceConflicts.Filter(identity, attribute, source), page)))
                .stream()
                .map(open -> open.conflict())
                .toList();
    }

    @Test
    default void conflictsBeginAndEndWithWhatSourcesSay() {
        IdentityId ada = new IdentityId(UUID.randomUUID());
        SourceConflict title = new SourceConflict(Attribute.TITLE, "hr", "idp");
        SourceConflict email = new SourceConflict(Attribute.EMAIL, "hr", "idp");
        SourceConflict emailToo = new SourceConflict(Attribute.EMAIL, "hr", "register");
        assertEquals(List.of(), open(ada));
        settle(ada, List.of(title, emailToo, email));
        assertEquals(List.of(email, emailToo, title), open(ada));
        settle(ada, List.of(title));
        assertEquals(List.of(title), open(ada));
        settle(ada, List.of(title, email));
        assertEquals(List.of(email, title), open(ada));
        settle(ada, List.of());
        assertEquals(List.of(), open(ada));
    }

    private List<SourceConflict> open(IdentityId identity) {
        return ports().transactions().call(now -> ports().sourceConflicts().openOf(identity));
    }

    private void settle(IdentityId identity, List<SourceConflict> conflicts) {
        ports().transactions().call(now -> {
            ports().sourceConflicts().settle(identity, conflicts, now);
            return now;
        });
    }

    @Test
    default void nothingOfSourcesIsReadOutsideATransaction() {
        assertThrows(RuntimeException.class, () -> ports().workerSources().all());
        assertThrows(
                RuntimeException.class, () -> ports().attributeAuthorities().current());
        assertThrows(RuntimeException.class, () -> ports().sourceConflicts().openOf(new IdentityId(UUID.randomUUID())));
    }
}
