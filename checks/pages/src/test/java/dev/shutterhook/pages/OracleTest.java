package dev.shutterhook.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The oracle finds what is wrong with pictures that are wrong by design. */
class OracleTest {
  private static final int BANDS = 10;
  private static final int HEIGHT = 100;

  private static PageServer server;

  @BeforeAll
  static void open() {
    server = PageServer.open(0);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** A picture of bands, each painted with the number that it is given. */
  private static byte[] bands(IntUnaryOperator number) throws IOException {
    BufferedImage image = new BufferedImage(60, BANDS * HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      int n = number.applyAsInt(y / HEIGHT);
      int rgb = n < 0 ? 0xffffff : (n >> 4) << 20 | (n & 15) << 12 | (n >> 8) << 4 | 0x080808;
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, rgb);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static List<String> judge(String expect, byte[]... files) {
    TakenPage taken =
        new TakenPage(
            Map.of("png", List.of(files)),
            null,
            "",
            object("{'verdict':{'blank':false},'page':{'title':'A title'}}"),
            Duration.ofSeconds(2));
    return judge(expect, taken);
  }

  private static List<String> judge(String expect, TakenPage taken) {
    PageRow row =
        new PageRow("000-name", "", "/000-name/index.html", object("{}"), object(expect), false);
    return Oracle.judge(row, taken, server);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) Json.tree(json.replace('\'', '"'));
  }

  @Test
  void passesBandsThatAreAllInTheirPlaces() throws IOException {
    String expect = "{'width':60,'height':[900,1100],'bands':{'height':100,'count':10}}";
    assertEquals(List.of(), judge(expect, bands(n -> n)));
  }

  @Test
  void findsARepeatedABlankAndAMissingBand() throws IOException {
    String expect = "{'bands':{'height':100,'count':10}}";
    assertEquals(
        List.of("at 57,716 band 3 is in the place of 7"),
        judge(expect, bands(n -> n == 7 ? 3 : n)));
    assertEquals(
        List.of("at 57,416 band 4095 is in the place of 4"),
        judge(expect, bands(n -> n == 4 ? -1 : n)));
    assertEquals(
        List.of("at 57,516 band 6 is in the place of 5"),
        judge(expect, bands(n -> n < 5 ? n : n + 1)));
  }

  @Test
  void findsAWrongSizeAPointAndAnArea() throws IOException {
    String expect = "{'height':999,'points':['10,10 lime','-1,-1 #089808'],'area':{'white':[1,9]}}";
    assertEquals(
        List.of("height: 1000, not 999", "10,10 lime is ff080808", "pixels of white: 0, not [1,9]"),
        judge(expect, bands(n -> n)));
  }

  @Test
  void findsBoxesThatLookTheSameAndBoxesWithoutInkOrColour() throws IOException {
    byte[] grey = bands(n -> -1);
    assertEquals(
        List.of("0,0,20,20 looks like 0,50,20,20"),
        judge("{'differ':[['0,0,20,20','0,50,20,20']]}", grey));
    assertEquals(List.of("nothing is written in 0,0,9,9"), judge("{'inked':['0,0,9,9']}", grey));
    assertEquals(List.of("there is no colour in 0,0,9,9"), judge("{'coloured':['0,0,9,9']}", grey));
  }

  @Test
  void findsBytesThatChanged() throws IOException {
    byte[] one = bands(n -> n);
    assertEquals(List.of(), judge("{'same_bytes':true}", one, one.clone()));
    assertEquals(
        List.of("the second has other bytes than the first"),
        judge("{'same_bytes':true}", one, bands(n -> 0)));
  }

  @Test
  void findsAVerdictAPageARequestAndATimeThatAreNotAsExpected() throws IOException {
    assertEquals(
        List.of(
            "index.html was asked for: 0, not 1",
            "it took 2.0 s",
            "verdict.blank is false",
            "page.title is \"A title\""),
        judge(
            "{'asked':{'index.html':1},'seconds':1,'verdict':{'blank':true},'page':{'title':'B'}}",
            bands(n -> n)));
  }

  @Test
  void findsAFailureThatIsNoneAndOneOfAnotherName() throws IOException {
    TakenPage timeout = TakenPage.failed("timeout", "It took too long.", Duration.ofSeconds(2));
    assertEquals(List.of(), judge("{'error':'timeout','says':'long'}", timeout));
    assertEquals(
        List.of("failed: timeout (It took too long.), not http_error"),
        judge("{'error':'http_error'}", timeout));
    assertEquals(List.of("failed: timeout (It took too long.)"), judge("{}", timeout));
    assertEquals(
        List.of("it did not fail with timeout"), judge("{'error':'timeout'}", bands(n -> n)));
  }
}
