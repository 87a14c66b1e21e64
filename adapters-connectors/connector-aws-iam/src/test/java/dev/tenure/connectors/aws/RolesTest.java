package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.ObservedEntitlement;
import dev.tenure.connector.spi.ObservedMember;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles are read with whom their trust lets in. */
class RolesTest {

    private static final ChangeKey KEY = new ChangeKey("key");

    private static Map<String, Set<ObservedMember>> listed(Connector connector) {
        return Targets.whole(connector::entitlements).items().stream()
                .collect(Collectors.toMap(e -> e.ref().nativeId(), e -> Set.copyOf(e.members())));
    }

    private static ObservedMember inside(String entitlement) {
        return new ObservedMember.Entitlement(new EntitlementRef(entitlement));
    }

    private static ObservedMember byTrust(String user) {
        return new ObservedMember.Account(new AccountRef(user), new MembershipCause.Dynamic());
    }

    @Test
    void aRoleIsHeldByWhomItsTrustNamesAndItsPoliciesThroughIt() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String ada = aws.addUser("ada", "/", Map.of());
            String bob = aws.addUser("bob", "/staff/", Map.of());
            String policy = aws.addPolicyOfAws("ReadOnlyAccess");
            String role = aws.addRole(
                    "deploy", "/teams/", Trusts.of(Trusts.user("ada"), Trusts.user("staff/bob"), Trusts.ROOT));
            aws.attachToRole(role, policy);
            aws.putRoleInline(role, "extra", "{}");
            String next = aws.addRole("next", "/", Trusts.of(role));
            String back = aws.addRole("back", "/", Trusts.of(next, Trusts.user("ada")));
            aws.putRoleInline(next, "more", "{}");
            aws.addRole("AWSServiceRoleForSupport", "/aws-service-role/support.amazonaws.com/", Trusts.of("*"));
            aws.addRole("AWSReservedSSO_Admin_1", "/aws-reserved/sso.amazonaws.com/", Trusts.of("*"));
            Map<String, Set<ObservedMember>> expected = new HashMap<>();
            expected.put(role, Set.of(byTrust(ada), byTrust(bob)));
            expected.put(policy, Set.of(inside(role)));
            expected.put("inline:" + role + ":extra", Set.of(inside(role)));
            expected.put(next, Set.of(inside(role)));
            expected.put("inline:" + next + ":more", Set.of(inside(next)));
            expected.put(back, Set.of(inside(next), byTrust(ada)));
            assertEquals(expected, listed(connector));
            Map<String, Set<MembershipCause>> held = seen(connector.read(new AccountRef(bob))).memberships().stream()
                    .collect(Collectors.groupingBy(
                            m -> m.entitlement().nativeId(),
                            Collectors.mapping(AccountState.Membership::cause, Collectors.toSet())));
            Set<MembershipCause> nested = Set.of(new MembershipCause.Nested(new EntitlementRef(role)));
            assertEquals(
                    Map.of(
                            role,
                            Set.of(new MembershipCause.Dynamic()),
                            policy,
                            nested,
                            "inline:" + role + ":extra",
                            nested,
                            next,
                            nested,
                            "inline:" + next + ":more",
                            nested,
                            back,
                            nested),
                    held);
            // What the list shows of somebody is what a read shows, however it is reached.
            assertEquals(reached(connector, ada), ids(seen(connector.read(new AccountRef(ada)))));
            assertEquals(reached(connector, bob), ids(seen(connector.read(new AccountRef(bob)))));
        }
    }

    private static Set<String> ids(AccountState state) {
        return state.memberships().stream()
                .map(m -> m.entitlement().nativeId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> reached(Connector connector, String user) {
        List<ObservedEntitlement> all = Targets.whole(connector::entitlements).items();
        Set<String> reached = new TreeSet<>();
        int before;
        do {
            before = reached.size();
            for (ObservedEntitlement one : all) {
                boolean in = one.members().stream().anyMatch(member -> switch (member) {
                    case ObservedMember.Account account ->
                        account.ref().nativeId().equals(user);
                    case ObservedMember.Entitlement inner ->
                        reached.contains(inner.ref().nativeId());
                    case ObservedMember.Unresolvable unresolvable -> false;
                });
                if (in) {
                    reached.add(one.ref().nativeId());
                }
            }
        } while (reached.size() > before);
        return reached;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"AWS\":\"*\"}|*",
                "\"*\"|*",
                "{\"AWS\":\"999999999999\"}|999999999999",
                "{\"AWS\":[\"arn:aws:iam::999999999999:root\"]}|arn:aws:iam::999999999999:root",
                "{\"AWS\":\"arn:aws:iam::999999999999:user/ada\"}|arn:aws:iam::999999999999:user/ada",
                "{\"AWS\":\"AIDAGONE000000000001\"}|AIDAGONE000000000001",
                "{\"AWS\":\"arn:aws:sts::123456789012:assumed-role/a/b\"}|arn:aws:sts::123456789012:assumed-role/a/b",
                "{\"AWS\":\"arn:aws:iam::123456789012:user/nobody\"}|arn:aws:iam::123456789012:user/nobody",
                "{\"AWS\":\"arn:aws:iam::123456789012:root\"}|",
                "{\"AWS\":\"123456789012\"}|",
                "{\"Service\":\"ec2.amazonaws.com\"}|",
                "{\"Federated\":\"arn:aws:iam::123456789012:saml-provider/idp\"}|"
            })
    void whoeverElseIsTrustedIsToldWhereSomebodyHasToLook(String principal, String told) {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String role = aws.addRole("role", "/", Trusts.document(Trusts.statement("Allow", principal, "")));
            assertEquals(
                    told == null ? List.of() : List.of(told),
                    Targets.whole(connector::entitlements).items().getFirst().members().stream()
                            .map(member -> assertInstanceOf(ObservedMember.Unresolvable.class, member)
                                    .nativeId())
                            .toList(),
                    role);
        }
    }

    @Test
    void whomATrustKeepsOutIsNotAMember() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            aws.addUser("ada", "/", Map.of());
            String bob = aws.addUser("bob", "/", Map.of());
            String allow = Trusts.statement("Allow", Trusts.aws(Trusts.user("ada"), Trusts.user("bob")), "");
            String one = aws.addRole(
                    "one", "/", Trusts.document(allow, Trusts.statement("Deny", Trusts.aws(Trusts.user("ada")), "")));
            String none = aws.addRole(
                    "none", "/", Trusts.document(allow, Trusts.statement("Deny", Trusts.aws(Trusts.ROOT), "")));
            String other = aws.addRole(
                    "other", "/", Trusts.of(Trusts.user("bob")).replace("sts:AssumeRole", "sts:AssumeRoleWithSAML"));
            String wild =
                    aws.addRole("wild", "/", Trusts.of(Trusts.user("bob")).replace("sts:AssumeRole", "sts:Assume*"));
            String odd = aws.addRole("odd", "/", "no document");
            assertEquals(
                    Map.of(
                            one,
                            Set.of(byTrust(bob)),
                            none,
                            Set.of(),
                            other,
                            Set.of(),
                            wild,
                            Set.of(byTrust(bob)),
                            odd,
                            Set.of(new ObservedMember.Unresolvable(odd, "its trust is not understood: look at it"))),
                    listed(connector));
        }
    }

    @Test
    void whatATrustGivesIsNeitherGivenNorTakenFromHere() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            String ada = aws.addUser("ada", "/", Map.of());
            AccountRef user = new AccountRef(ada);
            String group = aws.addGroup("group", "/");
            aws.addMember(group, ada);
            EntitlementRef role = new EntitlementRef(aws.addRole("deploy", "/", Trusts.of(Trusts.user("ada"))));
            EntitlementRef open = new EntitlementRef(aws.addRole("open", "/", Trusts.of(Trusts.ROOT)));
            assertInstanceOf(
                    ChangeOutcome.Refused.class, connector.apply(new Change.RevokeEntitlement(user, role), KEY));
            assertInstanceOf(
                    ChangeOutcome.Unchanged.class, connector.apply(new Change.RevokeEntitlement(user, open), KEY));
            assertInstanceOf(
                    ChangeOutcome.Refused.class, connector.apply(new Change.GrantEntitlement(user, role), KEY));
            assertEquals(List.of(), aws.effects());
            ChangeOutcome.Applied applied = assertInstanceOf(
                    ChangeOutcome.Applied.class, connector.apply(new Change.RevokeMemberships(user), KEY));
            assertEquals(Set.of(), aws.groupsOf(ada));
            assertEquals(List.of("deploy"), retained(applied.evidence()));
            ChangeOutcome.Unchanged unchanged = assertInstanceOf(
                    ChangeOutcome.Unchanged.class, connector.apply(new Change.RevokeMemberships(user), KEY));
            assertEquals(List.of("deploy"), retained(unchanged.evidence()));
            aws.addMember(group, ada);
            aws.after("RemoveUserFromGroup", () -> aws.faults()
                    .failNext("GetAccountAuthorizationDetails", Mode.REFUSE_READ));
            ChangeOutcome.InDoubt doubt = assertInstanceOf(
                    ChangeOutcome.InDoubt.class, connector.apply(new Change.RevokeMemberships(user), KEY));
            assertTrue(doubt.reason().contains("GetAccountAuthorizationDetails"), doubt.reason());
        }
    }

    private static List<String> retained(Evidence evidence) {
        return evidence.facts().stream()
                .filter(fact -> fact.name().equals(Evidence.RETAINED))
                .map(Evidence.Fact::value)
                .toList();
    }

    @Test
    void rolesAreReadToTheirEndAndInTheirOwnAccount() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "accounts", "111111111111", "credentialReport", "no")) {
            aws.pageSize(2);
            EmbeddedAws other = aws.addAccount("111111111111");
            other.addRole("tenure", Optional.empty());
            AccountRef user = new AccountRef("111111111111/" + other.addUser("ada", "/", Map.of()));
            Set<String> roles = new TreeSet<>();
            for (int i = 0; i < 5; i++) {
                roles.add("111111111111/"
                        + other.addRole("role-" + i, "/", Trusts.of("arn:aws:iam::111111111111:user/ada")));
            }
            assertEquals(roles, new TreeSet<>(listed(connector).keySet()));
            AccountState state = seen(connector.read(user));
            assertEquals(roles, ids(state));
            assertEquals(
                    roles,
                    state.retained().stream()
                            .map(kept -> kept.entitlement().nativeId())
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertEquals(List.of(), state.revocable());
        }
    }
}
