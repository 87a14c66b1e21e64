package dev.tenure.connectors.aws;

import static dev.tenure.connectors.aws.Targets.open;
import static dev.tenure.connectors.aws.Targets.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connector.spi.Connector;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What AWS does not allow the connector is said when the connection is tried. */
class PermissionsTest {

    private static List<String> shortfalls(Connector connector) {
        return seen(connector.connect()).shortfalls();
    }

    @Test
    void whereAllIsAllowedThereIsNothingToSay() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector byUser = open(aws);
                Connector byRole = open(aws, "role", aws.addRole("teams/tenure", Optional.empty()))) {
            aws.pageSize(3);
            assertEquals(List.of(), shortfalls(byUser));
            assertEquals(List.of(), shortfalls(byRole));
        }
    }

    @Test
    void whatIsNeededAndWhatIsForGivingAreToldApart() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            aws.deny("DeleteAccessKey");
            aws.deny("GetPolicy");
            aws.deny("AttachUserPolicy");
            aws.deny("TagUser");
            aws.deny("DeleteUser");
            List<String> said = shortfalls(connector);
            assertEquals(4, said.size(), said.toString());
            assertTrue(
                    said.get(0)
                            .startsWith("AWS does not allow the connector iam:DeleteAccessKey, iam:GetPolicy: give it"),
                    said.toString());
            assertTrue(said.get(1).contains("iam:DeleteUser, so that deleting users is refused"), said.toString());
            assertTrue(said.get(2).contains("iam:AttachUserPolicy, so that giving is refused"), said.toString());
            assertTrue(said.get(3).contains("iam:TagUser, so that making and changing users is"), said.toString());
        }
    }

    @Test
    void whatTheLogNeedsIsAskedAboutOnlyWhereItIsRead() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector without = open(aws);
                Connector asking = open(aws, "trailRegions", "us-east-1");
                Connector files = open(aws, "trailRegions", "us-east-1", "trailBucket", EmbeddedAws.BUCKET)) {
            aws.deny("LookupEvents");
            aws.deny("GetObject");
            assertEquals(List.of(), shortfalls(without));
            assertEquals(List.of(lacking("cloudtrail:LookupEvents")), shortfalls(asking));
            assertEquals(List.of(lacking("s3:GetObject")), shortfalls(files));
        }
    }

    private static String lacking(String permission) {
        return "AWS does not allow the connector " + permission + ": give it the policy in docs/connectors/aws-iam.md";
    }

    @Test
    void whereAskingIsDeniedThatIsSaid() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws)) {
            aws.deny("SimulatePrincipalPolicy");
            List<String> said = shortfalls(connector);
            assertEquals(1, said.size());
            assertTrue(said.get(0).contains("could not be asked"), said.toString());
            assertTrue(said.get(0).contains("SimulatePrincipalPolicy"), said.toString());
        }
    }

    @Test
    void whatAnotherAccountLacksIsSaidWithItsNumber() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(
                        aws, "accounts", "111111111111", "accountRole", "teams/tenure", "credentialReport", "no")) {
            EmbeddedAws other = aws.addAccount("111111111111");
            other.addRole("teams/tenure", Optional.empty());
            other.deny("UpdateAccessKey");
            aws.deny("GenerateCredentialReport");
            assertEquals(
                    List.of("account 111111111111: AWS does not allow the connector iam:UpdateAccessKey: give it the"
                            + " policy in docs/connectors/aws-iam.md"),
                    shortfalls(connector));
        }
    }

    @Test
    void theRoleBehindASessionIsAskedAbout() {
        try (EmbeddedAws aws = EmbeddedAws.start();
                Connector connector = open(aws, "accounts", "111111111111")) {
            EmbeddedAws other = aws.addAccount("111111111111");
            other.addRole("tenure", Optional.empty());
            aws.deny("AssumeRole");
            List<String> said = shortfalls(connector);
            assertTrue(said.stream().anyMatch(one -> one.contains("sts:AssumeRole")), said.toString());
        }
    }
}
