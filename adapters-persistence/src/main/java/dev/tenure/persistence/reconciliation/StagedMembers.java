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
import java.util.Set;
import java.util.stream.Collectors;

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

    /** One that is told both as an account and as something that cannot be resolved is an account. */
    static StagedMembers of(List<ObservedMember> members) {
        Set<String> accounts = members.stream()
                .filter(ObservedMember.Account.class::isInstance)
                .map(member -> ((ObservedMember.Account) member).ref().nativeId())
                .collect(Collectors.toSet());
        List<Told> told = members.stream()
                .map(Told::of)
                .filter(one -> one.kind() != 'u' || !accounts.contains(one.nativeId()))
                .distinct()
                .sorted(Comparator.comparing(Told::nativeId)
                        .thenComparing(Told::kind)
                        .thenComparing(Told::reason))
                .toList();
        List<String> ids = new ArrayList<>();
        StringBuilder kinds = new StringBuilder();
        List<String> unresolvable = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        MessageDigest digest = sha256();
        for (Told one : told) {
            if (one.kind() == 'u') {
                unresolvable.add(one.nativeId());
                reasons.add(one.reason());
            } else {
                ids.add(one.nativeId());
                kinds.append(one.kind());
            }
            // Each part ends with a character that no text of PostgreSQL holds, so that no two lists give the same
            // bytes.
            digest.update((one.kind() + one.nativeId() + '\0' + one.reason() + '\0').getBytes(StandardCharsets.UTF_8));
        }
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
