package dev.tenure.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Calls of CloudTrail and S3, signed, bounded and judged as those of IAM are, and ending with them. Of CloudTrail one action is called, in its JSON
 * protocol and with the SDK's signature.
 */
final class TrailCalls {

    private static final String TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";

    private final Calls calls;
    private final TrailSettings settings;
    private final Map<String, S3Client> stores = new ConcurrentHashMap<>();
    private final Map<String, Long> askedAt = new ConcurrentHashMap<>();

    TrailCalls(Calls calls, TrailSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    /** Asks CloudTrail for events in a region, no sooner after the last question there than it takes them. */
    JsonNode lookup(String region, ObjectNode question) throws Trouble {
        rest(region);
        return calls.read(Action.LOOKUP_EVENTS, () -> calls.json(place(region)).call(Action.LOOKUP_EVENTS, question))
                .orElseThrow(() -> Trouble.refused("CloudTrail has no log in the region " + region));
    }

    private void rest(String region) throws Trouble {
        long pause = settings.pause().toNanos();
        long now = System.nanoTime();
        long turn = askedAt.merge(region, now, (last, asked) -> Math.max(last + pause, asked));
        if (!Sender.paused(Duration.ofNanos(Math.max(0, turn - now)))) {
            throw Trouble.unreachable("the call was interrupted");
        }
    }

    private JsonApi.Place place(String region) {
        URI address = settings.endpoint()
                .orElseGet(() -> URI.create("https://cloudtrail." + region + "."
                        + PartitionMetadata.of(Region.of(region)).dnsSuffix()));
        return new JsonApi.Place("cloudtrail", TARGET, region, address);
    }

    /** Asks S3. */
    <T> T list(TrailSettings.Files files, Function<S3Client, T> call) throws Trouble {
        return calls.read(Action.LIST_OBJECTS, () -> call.apply(store(files)))
                .orElseThrow(() -> Trouble.refused("S3 has no such bucket: look at trailBucket"));
    }

    /** The content of a file; empty where it is not there. */
    Optional<InputStream> file(TrailSettings.Files files, String key) throws Trouble {
        GetObjectRequest asked =
                GetObjectRequest.builder().bucket(files.bucket()).key(key).build();
        return calls.read(Action.GET_OBJECT, () -> store(files).getObject(asked));
    }

    private S3Client store(TrailSettings.Files files) {
        return stores.computeIfAbsent(files.bucketRegion(), name -> {
            // A file's own checksum is looked at when it is unpacked.
            S3ClientBuilder builder = S3Client.builder()
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .forcePathStyle(settings.endpoint().isPresent());
            return calls.client(builder, name, settings.endpoint());
        });
    }
}
