package dev.shutterhook.localcloud.template;

import java.util.Map;

/**
 * A resource of any type, whose condition holds.
 *
 * @param logicalId its name in the template
 * @param type such as {@code AWS::SQS::Queue}
 * @param properties {@code Properties}, globals merged in for functions, intrinsics resolved:
 *     strings, longs, decimals, booleans, lists and mappings
 * @param attributes what stands beside the properties, such as {@code DeletionPolicy}
 */
public record Resource(
    String logicalId,
    String type,
    Map<String, Object> properties,
    Map<String, Object> attributes) {}
