package dev.shutterhook.localcloud;

import java.net.URI;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * DynamoDB, SQS and S3 that run already, such as LocalStack's. They are given what the template
 * describes and are left as they are when the cloud closes.
 *
 * @param dynamoDb where DynamoDB answers
 * @param sqs where SQS answers
 * @param s3 where S3 answers, to addresses in path style
 * @param credentials what calls are signed with
 * @param secrets where generated secrets are kept, which Secrets Manager would make and keep
 */
public record Endpoints(URI dynamoDb, URI sqs, URI s3, AwsCredentials credentials, Storage secrets)
    implements Backing {
  public Endpoints {
    dynamoDb = address(dynamoDb);
    sqs = address(sqs);
    s3 = address(s3);
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(secrets, "secrets");
  }

  /** All three behind one address, with its credentials; secrets are gone with this process. */
  public static Endpoints at(URI all, String accessKeyId, String secretAccessKey) {
    return new Endpoints(
        all,
        all,
        all,
        AwsBasicCredentials.create(accessKeyId, secretAccessKey),
        Storage.inMemory());
  }

  /** The same, with secrets that are kept. */
  public Endpoints keeping(Storage kept) {
    return new Endpoints(dynamoDb, sqs, s3, credentials, kept);
  }

  /** Without a slash at its end, since paths are put behind it. */
  private static URI address(URI given) {
    if (given.getHost() == null
        || !("http".equals(given.getScheme()) || "https".equals(given.getScheme()))) {
      throw new IllegalArgumentException(
          given + " is no endpoint: name one such as http://127.0.0.1:4566");
    }
    String text = given.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : given;
  }
}
