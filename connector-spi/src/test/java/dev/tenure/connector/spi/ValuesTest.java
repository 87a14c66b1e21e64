package dev.tenure.connector.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the SPI's values refuse to say. */
class ValuesTest {

    private static final AccountRef ACCOUNT = new AccountRef("a");
    private static final EntitlementRef GROUP = new EntitlementRef("g");
    private static final ObservedAccount OBSERVED =
            new ObservedAccount(ACCOUNT, "a", SignIn.ENABLED, Map.of(), Optional.empty(), List.of());

    @Test
    void onlyADirectMembershipThatIsNotRetainedIsRevocable() {
        AccountState.Membership direct = new AccountState.Membership(GROUP, "G");
        EntitlementRef team = new EntitlementRef("t");
        AccountState state = new AccountState(
                true,
                OBSERVED,
                List.of(
                        direct,
                        new AccountState.Membership(team, "T"),
                        new AccountState.Membership(GROUP, "G", new MembershipCause.Nested(team)),
                        new AccountState.Membership(GROUP, "G", new MembershipCause.Primary()),
                        new AccountState.Membership(GROUP, "G", new MembershipCause.Dynamic())),
                List.of(new AccountState.Retained(team, "T", "the account is its only owner")));
        assertEquals(List.of(direct), state.revocable());
    }

    @Test
    void whatIsRetainedIsAMembership() {
        List<AccountState.Retained> retained =
                List.of(new AccountState.Retained(GROUP, "G", "it is the primary group"));
        assertThrows(IllegalArgumentException.class, () -> new AccountState(true, OBSERVED, List.of(), retained));
    }

    @Test
    void aListedMemberIsNotNested() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ObservedMember.Account(ACCOUNT, new MembershipCause.Nested(GROUP)));
    }

    @Test
    void aTargetMayDoWorseThanUsualAndNeverBetter() {
        Consequence keys = new Consequence.Destructive("API tokens that the person made");
        Capabilities okta = new Capabilities(
                Set.of(ChangeKind.DISABLE_ACCOUNT, ChangeKind.DELETE_ACCOUNT),
                Set.of(),
                Map.of(ChangeKind.DISABLE_ACCOUNT, keys),
                List.of());
        assertEquals(keys, okta.consequenceOf(ChangeKind.DISABLE_ACCOUNT));
        assertTrue(okta.consequenceOf(ChangeKind.DELETE_ACCOUNT) instanceof Consequence.Destructive);
        for (Map<ChangeKind, Consequence> wrong : List.<Map<ChangeKind, Consequence>>of(
                Map.of(ChangeKind.DELETE_ACCOUNT, new Consequence.Replaceable("nothing much")),
                Map.of(ChangeKind.DELETE_ACCOUNT, new Consequence.Destructive("the same")),
                Map.of(ChangeKind.CLEAR_MFA, keys))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Capabilities(Set.of(ChangeKind.DELETE_ACCOUNT), Set.of(), wrong, List.of()));
        }
    }

    @Test
    void everyChangeIsAsBadAsTheSpecificationOfTheLeaverNeeds() {
        for (ChangeKind kind : ChangeKind.values()) {
            boolean waits = kind.usualConsequence() instanceof Consequence.Destructive;
            assertEquals(kind == ChangeKind.DELETE_ACCOUNT, waits, kind.toString());
        }
        assertTrue(ChangeKind.DISABLE_ACCOUNT.usualConsequence() instanceof Consequence.Reversible);
        assertFalse(ChangeKind.RESET_SECRET.usualConsequence() instanceof Consequence.Reversible);
    }

    @Test
    void deletionsAreToldByWhatTellsChanges() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Capabilities(Set.of(), Set.of(ReadKind.DELETIONS), Map.of(), List.of()));
    }

    @Test
    void aConnectorThatDeclaresNothingRefusesToReadMore() {
        Connector plain = new PlainConnector();
        for (Observation<?> answer : List.of(
                plain.mfaMethods(ACCOUNT),
                plain.credentials(ACCOUNT),
                plain.sessions(ACCOUNT),
                plain.signIns(ACCOUNT, Instant.EPOCH, Cursor.START),
                plain.activity(ACCOUNT, Instant.EPOCH, Instant.EPOCH, Cursor.START),
                plain.changesSince(Optional.empty()))) {
            assertTrue(answer instanceof Observation.Refused, answer.toString());
        }
    }

    @Test
    void ofTwoPagesTheLeastCoverageCounts() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        Activity.Coverage early = new Activity.Coverage(noon, noon.plusSeconds(10), Optional.empty());
        Activity.Coverage late =
                new Activity.Coverage(noon.plusSeconds(1), noon.plusSeconds(20), Optional.of("a file"));
        Activity.Coverage both =
                new Activity.Coverage(noon.plusSeconds(1), noon.plusSeconds(10), Optional.of("a file"));
        assertEquals(both, early.and(late));
        assertEquals(both, late.and(early));
    }

    @Test
    void anEventHasAnId() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ActivityEvent(
                        " ",
                        Instant.EPOCH,
                        new ActivityEvent.What.SignedIn(),
                        "password",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aTokenIsBounded() {
        assertEquals(
                ResumeToken.LONGEST,
                new ResumeToken("x".repeat(ResumeToken.LONGEST)).value().length());
        assertThrows(IllegalArgumentException.class, () -> new ResumeToken("x".repeat(ResumeToken.LONGEST + 1)));
        assertThrows(IllegalArgumentException.class, () -> new ResumeToken(""));
    }

    @Test
    void aRotationShowsNoSecret() {
        assertFalse(new Change.RotateSecret(ACCOUNT, Secret.of("hunter2-hunter2"))
                .toString()
                .contains("hunter2"));
    }

    @Test
    void nobodyHandsOverToThemselves() {
        assertThrows(IllegalArgumentException.class, () -> new Change.TransferOwnership(ACCOUNT, ACCOUNT));
    }

    /** Reads nothing and does nothing. */
    private static final class PlainConnector implements Connector {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(Set.of(), List.of());
        }

        @Override
        public Observation<Connection> connect() {
            return new Observation.Refused<>("nothing is there");
        }

        @Override
        public Observation<Page<ObservedAccount>> accounts(Cursor cursor) {
            return new Observation.Refused<>("nothing is there");
        }

        @Override
        public Observation<Page<ObservedEntitlement>> entitlements(Cursor cursor) {
            return new Observation.Refused<>("nothing is there");
        }

        @Override
        public Observation<List<AccountState>> find(String attribute, String value) {
            return new Observation.Refused<>("nothing is there");
        }

        @Override
        public Observation<AccountState> read(AccountRef account) {
            return new Observation.Refused<>("nothing is there");
        }

        @Override
        public ChangeOutcome apply(Change change, ChangeKey key) {
            return new ChangeOutcome.Refused("nothing is there");
        }

        @Override
        public void close() {}
    }
}
