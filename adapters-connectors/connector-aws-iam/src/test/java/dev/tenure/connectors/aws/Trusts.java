package dev.tenure.connectors.aws;

import dev.tenure.connectors.aws.targets.EmbeddedAws;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Trusts of roles, as AWS would have them written. */
final class Trusts {

    static final String BY_NAME = "{\"StringEquals\":{\"sts:RoleSessionName\":\"${aws:username}\"}}";
    static final String BY_SOURCE = "{\"StringLike\":{\"sts:SourceIdentity\":[\"${aws:username}\"]}}";
    static final String ROOT = "arn:aws:iam::" + EmbeddedAws.ACCOUNT + ":root";

    private Trusts() {}

    static String user(String name) {
        return "arn:aws:iam::" + EmbeddedAws.ACCOUNT + ":user/" + name;
    }

    /** Lets in those of AWS. */
    static String of(String... principals) {
        return document(statement("Allow", aws(principals), ""));
    }

    /** Lets in those of AWS who meet a condition. */
    static String where(String condition, String... principals) {
        return document(statement("Allow", aws(principals), condition));
    }

    static String aws(String... principals) {
        return "{\"AWS\":"
                + Arrays.stream(principals).map(one -> "\"" + one + "\"").collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    static String statement(String effect, String principal, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal
                + ",\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]"
                + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}";
    }

    static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }
}
