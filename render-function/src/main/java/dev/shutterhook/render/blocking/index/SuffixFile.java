package dev.shutterhook.render.blocking.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The Public Suffix List as it lies in the jar. */
public record SuffixFile(SortedHashes suffixes, SortedHashes wildcards, SortedHashes exceptions) {

  public static SuffixFile of(
      List<String> suffixes, List<String> wildcards, List<String> exceptions) {
    return new SuffixFile(
        SortedHashes.of(suffixes), SortedHashes.of(wildcards), SortedHashes.of(exceptions));
  }

  public static SuffixFile read(InputStream in) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
    return new SuffixFile(
        SortedHashes.read(bytes), SortedHashes.read(bytes), SortedHashes.read(bytes));
  }

  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    suffixes.write(data);
    wildcards.write(data);
    exceptions.write(data);
    data.flush();
  }
}
