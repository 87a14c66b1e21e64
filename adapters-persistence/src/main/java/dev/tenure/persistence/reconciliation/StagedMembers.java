package dev.tenure.persistence.reconciliation;

import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.ObservedMember;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
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

    /** Characters: a call for each member takes longer than what it digests. */
    private static final int DIGESTED_AT_ONCE = 8_192;

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
        MessageDigest digest = sha256();
        StringBuilder digested = new StringBuilder();
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
            // Each part ends with a character that no text of PostgreSQL holds, so that no two lists give the same
            // bytes.
            digested.append(one.kind())
                    .append(one.nativeId())
                    .append('\0')
                    .append(one.reason())
                    .append('\0');
            if (digested.length() > DIGESTED_AT_ONCE) {
                digest.update(digested.toString().getBytes(StandardCharsets.UTF_8));
                digested.setLength(0);
            }
        }
        digest.update(digested.toString().getBytes(StandardCharsets.UTF_8));
        return new StagedMembers(
                ids, kinds.toString(), unresolvable, reasons, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
