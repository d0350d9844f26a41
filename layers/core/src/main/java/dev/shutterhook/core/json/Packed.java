package dev.shutterhook.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A long text inside a message, gzipped and in base64. However its characters would have been
 * escaped, a message stays in bounds, and SQS, which refuses some control characters, takes it.
 */
public final class Packed {
  /** Unpacking stops here, so that a small message cannot fill the memory. */
  public static final int MAX_UNPACKED_BYTES = 1024 * 1024;

  private Packed() {}

  /** Packs a text of any length with gzip. */
  public static byte[] pack(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory is always writable", e);
    }
    return out.toByteArray();
  }

  /**
   * Undoes {@link #pack}.
   *
   * @throws IllegalArgumentException where the bytes are not packed or unpack to too many
   */
  public static String unpack(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = gzip.readNBytes(MAX_UNPACKED_BYTES + 1);
      if (bytes.length > MAX_UNPACKED_BYTES) {
        throw new IllegalArgumentException("unpacks to more than " + MAX_UNPACKED_BYTES);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a packed text", e);
    }
  }

  /** For {@code @JsonSerialize}. */
  public static final class Serializer extends StdSerializer<String> {
    /** For Jackson. */
    public Serializer() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider context)
        throws IOException {
      out.writeBinary(pack(text));
    }
  }

  /** For {@code @JsonDeserialize}. */
  public static final class Deserializer extends StdDeserializer<String> {
    /** For Jackson. */
    public Deserializer() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return unpack(in.getBinaryValue());
    }
  }
}
