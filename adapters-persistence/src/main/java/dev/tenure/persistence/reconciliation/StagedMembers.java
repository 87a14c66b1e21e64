package dev.tenure.persistence.reconciliation;

import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.ObservedMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An entitlement's members as its staged row holds them.
 *
 * @param ids of accounts and entitlements, by native id
 * @param kinds a letter for each of them: {@code a} account, {@code p} account by its primary group, {@code d} account by a rule,
 *     {@code e} entitlement
 * @param unresolvable the others, by native id
 * @param reasons why, one for each of those
 * @param digest of all of it, whatever the order in which the target tells them: SHA-256
 */
record StagedMembers(List<String> ids, String kinds, List<String> unresolvable, List<String> reasons, String digest) {

    private record Told(char kind, String nativeId, String reason) {

        /** Those of one id together, entitlements first, then accounts, and what cannot be resolved last. */
        static int order(Told one, Told other) {
            int byId = one.nativeId.compareTo(other.nativeId);
            return byId == 0 ? OF_ONE_ID.compare(one, other) : byId;
        }

        private static final Comparator<Told> OF_ONE_ID = Comparator.comparing((Told told) -> told.kind() != 'e')
                .thenComparing(Told::kind)
                .thenComparing(Told::reason);

        static Told of(ObservedMember member) {
            return switch (member) {
                case ObservedMember.Account account ->
                    new Told(letter(account.cause()), account.ref().nativeId(), "");
                case ObservedMember.Entitlement nested ->
                    new Told('e', nested.ref().nativeId(), "");
                case ObservedMember.Unresolvable unresolvable ->
                    new Told('u', unresolvable.nativeId(), unresolvable.reason());
            };
        }

        /** Whether one that stands right behind another in this order says nothing that the other did not. */
        boolean repeats(Told before) {
            return nativeId.equals(before.nativeId) && (kind == 'e') == (before.kind == 'e');
        }

        private static char letter(MembershipCause cause) {
            return switch (cause) {
                case MembershipCause.Direct direct -> 'a';
                case MembershipCause.Primary primary -> 'p';
                case MembershipCause.Dynamic dynamic -> 'd';
                case MembershipCause.Nested nested ->
                    throw new IllegalArgumentException("cause: a member of a listing is never a nested one");
            };
        }
    }

    /**
     * Each once: one that is told both as an account and as something that cannot be resolved is an account, and one that is told
     * for several causes has the first of them.
     */
    static StagedMembers of(List<ObservedMember> members) {
        List<Told> told = new ArrayList<>(members.size());
        for (ObservedMember member : members) {
            told.add(Told.of(member));
        }
        told.sort(Told::order);
        List<String> ids = new ArrayList<>(told.size());
        StringBuilder kinds = new StringBuilder();
        List<String> unresolvable = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        TextDigest digest = new TextDigest();
        for (int i = 0; i < told.size(); i++) {
            Told one = told.get(i);
            if (i > 0 && one.repeats(told.get(i - 1))) {
                continue;
            }
            if (one.kind() == 'u') {
                unresolvable.add(one.nativeId());
                reasons.add(one.reason());
            } else {
                ids.add(one.nativeId());
                kinds.append(one.kind());
            }
            digest.letter(one.kind()).text(one.nativeId()).text(one.reason());
        }
        return new StagedMembers(ids, kinds.toString(), unresolvable, reasons, digest.hex());
    }
}
