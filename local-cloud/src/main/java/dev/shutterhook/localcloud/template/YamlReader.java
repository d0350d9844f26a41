package dev.shutterhook.localcloud.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML into maps, lists, strings, longs, decimals and booleans. A short tag becomes its long
 * form: {@code !Sub x} reads as {@code {Fn::Sub: x}}.
 */
final class YamlReader {
  /** CloudFormation's own limit for a template in a bucket. */
  static final int MAX_TEMPLATE_BYTES = 1 << 20;

  /** Far deeper than any template; ends a document whose alias contains itself. */
  private static final int MAX_DEPTH = 64;

  private static final List<String> WITHOUT_PREFIX = List.of("Ref", "Condition");

  private YamlReader() {}

  static Map<String, Object> read(Path file) {
    Where top = Where.of(file, "");
    Node root = compose(file, top);
    if (!(value(root, top, 0) instanceof Map<?, ?> map)) {
      throw top.fault("a template is a mapping of sections");
    }
    Map<String, Object> sections = new LinkedHashMap<>();
    map.forEach((key, section) -> sections.put((String) key, section));
    return sections;
  }

  private static Node compose(Path file, Where top) {
    try {
      if (Files.size(file) > MAX_TEMPLATE_BYTES) {
        throw top.fault("larger than " + MAX_TEMPLATE_BYTES + " bytes");
      }
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      return new Compose(settings)
          .composeString(Files.readString(file))
          .orElseThrow(() -> top.fault("is empty"));
    } catch (YamlEngineException e) {
      throw top.fault("is no YAML: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the template " + file, e);
    }
  }

  private static Object value(Node node, Where where, int depth) {
    if (depth > MAX_DEPTH) {
      throw where.fault("nested deeper than " + MAX_DEPTH + " levels");
    }
    Object value =
        switch (node) {
          case ScalarNode scalar -> scalar(scalar, where);
          case SequenceNode sequence -> list(sequence, where, depth);
          case MappingNode mapping -> map(mapping, where, depth);
          default -> throw where.fault("unexpected YAML node " + node.getNodeType());
        };
    return intrinsicTag(node) ? Map.of(longForm(node.getTag().getValue()), value) : value;
  }

  private static boolean intrinsicTag(Node node) {
    return node.getTag().getValue().startsWith("!") && node.getTag().getValue().length() > 1;
  }

  private static String longForm(String tag) {
    String name = tag.substring(1);
    return WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name;
  }

  private static Object scalar(ScalarNode node, Where where) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      throw where.fault("has no value; leave the key out, or give !Ref AWS::NoValue");
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT) && text.matches("-?(0|[1-9][0-9]{0,17})")) {
      return Long.valueOf(text);
    }
    if (tag.equals(Tag.FLOAT) && text.matches("-?[0-9]+\\.[0-9]+")) {
      return new BigDecimal(text);
    }
    // An account id such as 000000000000 loses its zeros as a number.
    return text;
  }

  private static List<Object> list(SequenceNode node, Where where, int depth) {
    List<Object> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      items.add(value(item, where.at(items.size()), depth + 1));
    }
    return items;
  }

  private static Map<String, Object> map(MappingNode node, Where where, int depth) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw where.fault("a key is no plain word");
      }
      Where below = where.at(key.getValue());
      if (entries.put(key.getValue(), value(entry.getValueNode(), below, depth + 1)) != null) {
        throw below.fault("stands there twice");
      }
    }
    return entries;
  }
}
