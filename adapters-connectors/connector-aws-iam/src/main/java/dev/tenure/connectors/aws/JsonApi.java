package dev.tenure.connectors.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Calls of a service of AWS that speaks JSON and whose own client is not carried along. The SDK signs them, and they go the way of its
 * own requests and fail as they do.
 */
final class JsonApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /**
     * Where a service is.
     *
     * @param name as signatures name it
     * @param target what comes before the name of an action
     * @param region as signatures name it
     */
    record Place(String name, String target, String region, URI address) {}

    private final Wire wire;
    private final AwsCredentialsProvider keys;
    private final Place place;

    JsonApi(Wire wire, AwsCredentialsProvider keys, Place place) {
        this.wire = wire;
        this.keys = keys;
        this.place = place;
    }

    /** An empty request. */
    static ObjectNode request() {
        return JSON.createObjectNode();
    }

    /** Makes one call. What goes wrong is thrown as the SDK throws it. */
    JsonNode call(Action action, ObjectNode asked) {
        ContentStreamProvider body =
                ContentStreamProvider.fromByteArray(asked.toString().getBytes(StandardCharsets.UTF_8));
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(place.address())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", place.target() + "." + action.operation())
                .build();
        SignedRequest signed = SIGNER.sign(signing -> signing.identity(keys.resolveCredentials())
                .request(request)
                .payload(body)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, place.name())
                .putProperty(AwsV4HttpSigner.REGION_NAME, place.region()));
        try {
            HttpExecuteResponse answer = wire.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(body)
                            .build())
                    .call();
            JsonNode told = told(answer);
            if (answer.httpResponse().isSuccessful()) {
                return told;
            }
            throw refusal(answer.httpResponse().statusCode(), told);
        } catch (IOException e) {
            throw SdkClientException.create("the call got no whole answer", e);
        }
    }

    private static JsonNode told(HttpExecuteResponse answer) throws IOException {
        if (answer.responseBody().isEmpty()) {
            return request();
        }
        try (InputStream body = answer.responseBody().get()) {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            if (answer.httpResponse().isSuccessful()) {
                throw e;
            }
            return request();
        }
    }

    private static AwsServiceException refusal(int status, JsonNode told) {
        String type = told.path("__type").asText();
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(type.substring(type.indexOf('#') + 1))
                        .errorMessage(
                                told.path("message").asText(told.path("Message").asText()))
                        .build())
                .build();
    }
}
