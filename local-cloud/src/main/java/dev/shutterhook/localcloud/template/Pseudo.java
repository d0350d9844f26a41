package dev.shutterhook.localcloud.template;

import java.util.Map;

/** What the pseudo parameters are on one machine. */
final class Pseudo {
  static final String REGION = "us-east-1";
  static final String ACCOUNT = "000000000000";
  static final String STACK = "shutterhook";
  static final String PARTITION = "aws";

  /** {@code AWS::NoValue} is no value and therefore not here. */
  static final Map<String, String> VALUES =
      Map.of(
          "AWS::Region", REGION,
          "AWS::AccountId", ACCOUNT,
          "AWS::StackName", STACK,
          "AWS::StackId", arn("cloudformation", "stack/" + STACK + "/local"),
          "AWS::Partition", PARTITION,
          "AWS::URLSuffix", "amazonaws.com");

  private Pseudo() {}

  static String arn(String service, String resource) {
    return String.join(":", "arn", PARTITION, service, REGION, ACCOUNT, resource);
  }
}
